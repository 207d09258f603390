package net.chingtech.ctos.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GunzipTest {

    private static byte[] pack(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void whatWasPacked_isThere_upToItsLimitAndOneByteMore() throws IOException {
        for (int length : new int[] {0, 1, 8_191, 8_192, 8_193, 100_000}) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            assertThat(Gunzip.unpack(pack(bytes), length)).isEqualTo(bytes);
            assertThat(Gunzip.unpack(pack(bytes), length + 5)).isEqualTo(bytes);
        }
        assertThat(Gunzip.unpack(pack(new byte[10_000_000]), 50_000)).hasSize(50_001);
    }

    @Test
    void headerWithNameCommentAndMore_isPassedOver() throws IOException {
        byte[] plain = pack(new byte[] {7, 8, 9});
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 | 4 | 8 | 16;
        byte[] extra = {3, 0, 1, 2, 3};
        byte[] texts = {'n', 0, 'c', 'c', 0};
        byte[] checksum = {1, 1};

        byte[] file = join(header, extra, texts, checksum, Arrays.copyOfRange(plain, 10, plain.length));
        assertThat(Gunzip.unpack(file, 3)).containsExactly(7, 8, 9);
    }

    @Test
    void whatIsNotOneWholeStream_isRefused() throws IOException {
        byte[] plain = pack(new byte[] {7, 8, 9});
        for (int length = 0; length < plain.length; length++) {
            byte[] cut = Arrays.copyOf(plain, length);
            assertThatThrownBy(() -> Gunzip.unpack(cut, 3)).isInstanceOf(ZipException.class);
        }
        assertThatThrownBy(() -> Gunzip.unpack(join(plain, plain), 6)).isInstanceOf(ZipException.class);
        byte[] broken = plain.clone();
        broken[10] = (byte) 0xff;
        assertThatThrownBy(() -> Gunzip.unpack(broken, 3)).isInstanceOf(ZipException.class);
    }
}
