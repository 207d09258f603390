package net.chingtech.ctos.host.internal.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorLinesTest {

    private final List<String> log = new ArrayList<>();

    private ErrorLines read(String text) {
        ErrorLines lines =
                new ErrorLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), log::add, () -> 0);
        lines.run();
        return lines;
    }

    @Test
    void each_line_is_handed_on_and_the_last_ones_are_kept() {
        ErrorLines lines = read("one\n\r\ntwo\nthree");

        assertThat(log).containsExactly("one", "two", "three");
        assertThat(lines.last()).containsExactly("one", "two", "three");
    }

    @Test
    void a_line_without_an_end_is_cut() {
        read("x".repeat(1_000_000) + "\nnext");

        assertThat(log).hasSize(2);
        assertThat(log.get(0)).hasSize(2_000);
        assertThat(log.get(1)).isEqualTo("next");
    }

    @Test
    void what_is_kept_does_nothing_to_a_terminal() {
        ErrorLines lines = read("a\u001b]0;b\u0007 \u009b31mc \u202ed\u2028e");

        assertThat(lines.last()).containsExactly("a ]0;b   31mc  d e");
    }

    @Test
    void too_many_lines_are_counted_instead() {
        ErrorLines lines = read("e\n".repeat(1_000) + "last");

        assertThat(log).hasSize(201);
        assertThat(log.get(200)).isEqualTo("(801 lines were left out: it writes too many)");
        assertThat(lines.last()).hasSize(10).endsWith("last");
    }

    @Test
    void the_jvms_word_on_the_security_layer_is_left_out_once() {
        String notice = "WARNING: A terminally deprecated method in java.lang.System has been called\n"
                + "WARNING: System::setSecurityManager has been called by org.apache.felix.framework.Felix (file:/x.jar)\n"
                + "WARNING: Please consider reporting this to the maintainers of org.apache.felix.framework.Felix\n"
                + "WARNING: System::setSecurityManager will be removed in a future release\n";

        read(notice + "WARNING: one of the skill's\n" + notice);

        assertThat(log).hasSize(5).first().isEqualTo("WARNING: one of the skill's");
    }
}
