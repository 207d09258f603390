package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The reader itself, over a stream that gives as little at once as a network may. */
class MultipartTest {

    private static final String CONTENT = "\r\n--b\r--bou\r\n--boundar\r\n";
    private static final String BODY =
            "--boundary\r\nContent-Disposition: form-data; filename=\"x\"; name=\"first\"\r\n" + "\r\n" + CONTENT
                    + "\r\n--boundary \r\ncontent-disposition: form-data; name=\"\"\r\nX: y\r\n\r\n\r\n--boundary--";

    @Test
    void howeverTheBytesCome_thePartsAreTheSame() throws Exception {
        for (int atOnce = 1; atOnce <= BODY.length(); atOnce++) {
            Multipart parts = new Multipart(slowly(BODY, atOnce), "boundary");

            assertThat(parts.next()).as("%d bytes at once", atOnce).isEqualTo("first");
            assertThat(text(parts.content())).as("%d bytes at once", atOnce).isEqualTo(CONTENT);
            assertThat(parts.next()).isEmpty();
            assertThat(text(parts.content())).isEmpty();
            assertThat(parts.next()).isNull();
            assertThat(parts.next()).isNull();
        }
    }

    @Test
    void partThatNobodyReads_isSkipped() throws Exception {
        Multipart parts = new Multipart(slowly(BODY, 7), "boundary");

        assertThat(parts.next()).isEqualTo("first");
        assertThat(parts.next()).isEmpty();
        assertThat(parts.next()).isNull();
    }

    @Test
    void contentWithoutItsEnd_isNeverShorterContent() throws Exception {
        for (String end : new String[] {"abc", "abc\r\n", "abc\r\n--boundar"}) {
            Multipart parts = new Multipart(
                    slowly("--boundary\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + end, 3), "boundary");
            parts.next();

            assertThatThrownBy(() -> text(parts.content())).isInstanceOf(Multipart.CutOff.class);
        }
    }

    private static String text(InputStream in) throws Exception {
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static InputStream slowly(String text, int atOnce) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atOnce));
            }
        };
    }
}
