package net.chingtech.ctos.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class PlainOutputTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final PrintStream out = PlainOutput.of(new PrintStream(terminal, true, UTF_8), UTF_8);

    @Test
    void whatMovesTheCursorOrTurnsText_isWrittenOut() {
        out.print("\u001b[2J\u001b]0;mine\u0007 ok\r\u202eko\u009b1m\n");

        assertThat(terminal.toString(UTF_8)).isEqualTo("\\u001b[2J\\u001b]0;mine\\u0007 ok\\u000d\\u202eko\\u009b1m\n");
    }

    @Test
    void charactersInPieces_arePutTogether() {
        for (byte piece : "é 發 🙂 \u202e\n".getBytes(UTF_8)) {
            out.write(piece);
        }
        out.flush();

        assertThat(terminal.toString(UTF_8)).isEqualTo("é 發 🙂 \\u202e\n");
    }
}
