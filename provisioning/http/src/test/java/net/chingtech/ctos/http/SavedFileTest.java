package net.chingtech.ctos.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFileTest {

    private static final HubAddress HUB = new HubAddress("ClawHub", "http://127.0.0.1:1");
    private static final int SIZE = 50 << 20;

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

    @Test
    void fileThatDrips_isGivenUp_whateverLengthItClaims() {
        HubFailure failure = catchThrowableOfType(HubFailure.class, () -> saved(1, Duration.ofSeconds(1)));

        assertThat(failure.problem().code()).isEqualTo("download_cut_off");
        assertThat(failure.problem().detail()).contains("after 31 bytes").contains("too slowly");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fileThatComesSlowlyButSteadily_isWhole() throws Exception {
        assertThat(saved(64 * 1024, Duration.ofMillis(1_900))).isEqualTo(SIZE);
    }

    /** @param pause how long each of the pieces takes */
    private long saved(int piece, Duration pause) throws Exception {
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
        response.setEntity(new InputStreamEntity(pieces(piece, pause), SIZE, ContentType.APPLICATION_OCTET_STREAM));
        return new SavedFile(HUB, folder.resolve("file"), SIZE, now::get).read(response);
    }

    private InputStream pieces(int piece, Duration pause) {
        return new InputStream() {
            private int sent;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] to, int from, int length) {
                if (sent == SIZE) {
                    return -1;
                }
                now.addAndGet(pause.toNanos());
                int some = Math.min(piece, SIZE - sent);
                sent += some;
                return some;
            }
        };
    }
}
