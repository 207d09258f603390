package net.chingtech.ctos.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import net.chingtech.ctos.format.PlainText;

/**
 * What the program writes to a terminal. Names, notes, answers and log lines come from strangers, and skills may print into
 * the container's own output: here every character that moves the cursor, hides or turns text is written out.
 */
final class PlainOutput extends OutputStream {

    private final PrintStream target;
    private final Charset charset;
    private final CharsetDecoder decoder;
    /** The beginning of a character whose end was not written yet. */
    private ByteBuffer rest = ByteBuffer.allocate(0);

    private PlainOutput(PrintStream target, Charset charset) {
        this.target = target;
        this.charset = charset;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    static PrintStream of(PrintStream target, Charset charset) {
        return new PrintStream(new PlainOutput(target, charset), true, charset);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
        in.put(rest).put(bytes, offset, length).flip();
        CharBuffer out = CharBuffer.allocate((int) (in.remaining() * decoder.maxCharsPerByte()) + 1);
        decoder.decode(in, out, false);
        rest = in.slice();
        target.write(PlainText.shown(out.flip()).getBytes(charset));
    }

    @Override
    public void flush() {
        target.flush();
    }
}
