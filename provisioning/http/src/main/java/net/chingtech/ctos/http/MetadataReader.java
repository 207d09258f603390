package net.chingtech.ctos.http;

import java.io.IOException;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/** Reads a file of signed metadata, packed or not: never more than it may have, neither on the wire nor unpacked. */
public final class MetadataReader implements HubClient.Reader<byte[]> {

    /** The code of a problem. */
    public static final String TOO_LARGE = "metadata_too_large";

    /** What packing may add to bytes that cannot be packed. */
    private static final int PACKING = 1_024;

    private final Problems problems;
    private final String path;
    private final int maxLength;

    /**
     * @param path of the file, for words
     * @param maxLength how many bytes it has at most, unpacked
     */
    public MetadataReader(HubAddress hub, String path, long maxLength) {
        this.problems = new Problems(hub);
        this.path = path;
        this.maxLength = (int) Math.min(maxLength, Integer.MAX_VALUE - 2L * PACKING);
    }

    @Override
    public byte[] read(ClassicHttpResponse response) throws IOException, HubFailure {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            throw HubFailure.lasting(problems.invalid(path + " is empty"), null);
        }
        boolean packed = isPacked(response);
        byte[] bytes = atMost(maxLength + (packed ? PACKING : 0), entity);
        if (!packed) {
            return bytes;
        }
        try {
            byte[] unpacked = Gunzip.unpack(bytes, maxLength);
            if (unpacked.length > maxLength) {
                throw tooLarge();
            }
            return unpacked;
        } catch (ZipException e) {
            throw HubFailure.lasting(problems.invalid(path + " cannot be unpacked: " + e.getMessage()), e);
        }
    }

    private byte[] atMost(int limit, HttpEntity entity) throws IOException, HubFailure {
        byte[] bytes = entity.getContent().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLarge();
        }
        return bytes;
    }

    private static boolean isPacked(ClassicHttpResponse response) {
        Header encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && "gzip".equalsIgnoreCase(encoding.getValue());
    }

    private HubFailure tooLarge() {
        return HubFailure.lasting(problems.metadataTooLarge(path, maxLength), null);
    }
}
