package net.chingtech.ctos.skillhub.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import net.chingtech.ctos.verify.hub.MetadataFetcher;

/** Fetches lists over HTTP as a container does: compressed; counts what comes over the wire. */
final class ListReader implements MetadataFetcher {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final AtomicLong bodies = new AtomicLong();
    final AtomicLong heads = new AtomicLong();
    final AtomicLong requests = new AtomicLong();
    private final String url;

    ListReader(String url) {
        this.url = url;
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws IOException {
        HttpResponse<byte[]> answer;
        try {
            answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(url + "/metadata/" + path))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        requests.incrementAndGet();
        bodies.addAndGet(answer.body().length);
        answer.headers()
                .map()
                .forEach((name, values) ->
                        heads.addAndGet(name.length() + 4L + values.get(0).length()));
        if (answer.statusCode() == 404) {
            throw new NotThere(path);
        }
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode());
        }
        boolean gzip =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        byte[] content = gzip
                ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readNBytes((int) maxLength + 1)
                : answer.body();
        if (content.length > maxLength) {
            throw new TooLarge(path, maxLength);
        }
        return content;
    }
}
