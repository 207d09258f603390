package net.chingtech.ctos.http;

import java.io.IOException;
import net.chingtech.ctos.provisioning.ReleaseFile;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/** Reads a picture: of an image type, and not larger than is handed on. */
public final class PictureReader implements HubClient.Reader<ReleaseFile> {

    private final Problems problems;

    public PictureReader(HubAddress hub) {
        this.problems = new Problems(hub);
    }

    @Override
    public ReleaseFile read(ClassicHttpResponse response) throws IOException, HubFailure {
        HttpEntity entity = response.getEntity();
        ContentType type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
        if (type == null || !type.getMimeType().matches("image/[a-z0-9.+-]{1,40}")) {
            throw HubFailure.lasting(problems.invalid("a picture is not of an image type"), null);
        }
        byte[] content = entity.getContent().readNBytes(ReleaseFile.LARGEST + 1);
        if (content.length > ReleaseFile.LARGEST) {
            throw HubFailure.lasting(problems.tooLarge(ReleaseFile.LARGEST), null);
        }
        return new ReleaseFile(type.getMimeType(), content);
    }
}
