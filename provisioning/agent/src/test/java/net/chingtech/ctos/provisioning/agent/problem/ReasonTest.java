package net.chingtech.ctos.provisioning.agent.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void a_reason_ends_its_sentence_once() {
        assertThat(Reason.quoted("It sends notes to a stranger")).isEqualTo("\"It sends notes to a stranger\".");
        assertThat(Reason.quoted(" The laptop was lost. ")).isEqualTo("\"The laptop was lost.\"");
        assertThat(Reason.quoted("Is it safe?")).isEqualTo("\"Is it safe?\"");
    }
}
