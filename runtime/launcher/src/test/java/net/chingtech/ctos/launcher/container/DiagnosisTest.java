package net.chingtech.ctos.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosisTest {

    @Test
    void a_failure_is_told_in_its_own_words() {
        assertThat(Diagnosis.words("net.chingtech.ctos.verify.VerificationFailed: authority_invalid: /a/b.pem holds"
                        + " no certificate.\n\tat net.chingtech.ctos.verify.TrustAnchors.load(TrustAnchors.java:9)\n"))
                .isEqualTo("authority_invalid: /a/b.pem holds no certificate.");
    }
}
