package net.chingtech.ctos.verify.internal.jar;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.verify.internal.zip.Sink;

/** Reads a UTF-8 text piece by piece until something hides in it, or it turns out to be no UTF-8. */
final class TextScan implements Sink {

    private static final int LEFT_OVER = 8;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final HiddenText hidden = new HiddenText();
    private byte[] rest = {};
    private char high;
    private int line = 1;
    private boolean malformed;
    private int found = -1;

    /** Whether it is no UTF-8; to be asked once all of it was taken. */
    boolean isMalformed() {
        return malformed || rest.length > 0;
    }

    /** The first character that hides, or -1. */
    int found() {
        return found;
    }

    /** The line that it is in, counted from 1. */
    int line() {
        return line;
    }

    @Override
    public boolean take(byte[] buffer, int length) {
        ByteBuffer in = ByteBuffer.allocate(rest.length + length)
                .put(rest)
                .put(buffer, 0, length)
                .flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + LEFT_OVER);
        CoderResult result = decoder.decode(in, out, false);
        malformed = result.isError();
        rest = new byte[malformed ? 0 : in.remaining()];
        in.get(rest);
        out.flip();
        while (out.hasRemaining() && found < 0) {
            next(out.get());
        }
        return !malformed && found < 0;
    }

    /** The decoder yields surrogates in pairs only, but a pair may lie across two pieces. */
    private void next(char c) {
        if (Character.isHighSurrogate(c)) {
            high = c;
            return;
        }
        int codePoint = Character.isLowSurrogate(c) ? Character.toCodePoint(high, c) : c;
        if (hidden.hides(codePoint)) {
            found = codePoint;
        } else if (codePoint == '\n') {
            line++;
        }
    }
}
