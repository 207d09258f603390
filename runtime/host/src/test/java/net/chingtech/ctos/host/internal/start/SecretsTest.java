package net.chingtech.ctos.host.internal.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.StartFailed;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final Secrets secrets = new Secrets(Set.of("hunter2", "hunter2-more", "-----BEGIN-----\nAbCd\n", "no"));

    @Test
    void aSecret_isTakenOutOfWords_theLongerBeforeTheShorter() {
        assertThat(secrets.hide("login as a:hunter2-more, then hunter2"))
                .isEqualTo("login as a:[secret], then [secret]");
        assertThat(secrets.hide(new Health(Health.Status.WARN, List.of("WARN hunter2", "no")))
                        .lines())
                .containsExactly("WARN [secret]", "no");
    }

    @Test
    void aSecretOfSeveralLines_isTakenOutOfWordsThatWereMadeOneLine() {
        String words = PlainWords.shorten("key: -----BEGIN-----\nAbCd\n!");

        assertThat(secrets.hide(words)).isEqualTo("key: [secret]!");
    }

    @Test
    void aSecretThatWasCutOff_isTakenOut() {
        String words = PlainWords.shorten("x".repeat(495) + "hunter2");
        assertThat(words).contains("hunte").doesNotContain("hunter2");

        assertThat(secrets.hide(words)).isEqualTo("x".repeat(495) + "[secret]…");
    }

    @Test
    void aFailureThatTellsOne_losesItWithItsCause_andAnotherStaysAsItIs() {
        Exception cause = new IllegalStateException("hunter2");
        StartFailed telling = new StartFailed(new Problem(409, "a", "b hunter2", "c", List.of("d hunter2")), cause);
        StartFailed silent = new StartFailed(new Problem(409, "a", "b", "c"), null);

        StartFailed hidden = secrets.hide(telling);

        assertThat(hidden.problem()).isEqualTo(new Problem(409, "a", "b [secret]", "c", List.of("d [secret]")));
        assertThat(hidden).hasNoCause();
        assertThat(secrets.hide(silent)).isSameAs(silent);
    }
}
