package net.chingtech.ctos.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that is UTF-8 or nothing: a reader that puts a mark in place of what is wrong would read another text. */
public final class Utf8 {

    private Utf8() {}

    /** @throws CharacterCodingException when the bytes are anything else than UTF-8 */
    public static String strict(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
