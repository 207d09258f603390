package net.chingtech.ctos.skillhub.server.clawhub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandleTest {

    @Test
    void plainName_isItsWordsWithHyphens() {
        assertThat(Handle.of("Ching Tech")).isEqualTo("ching-tech");
        assertThat(Handle.of("  ACME & Söhne! ")).isEqualTo("acme-sohne");
    }

    @Test
    void nameThatLosesLetters_hasItsDigestToo() {
        assertThat(Handle.of("擎添工業")).matches("publisher-[0-9a-f]{8}").isEqualTo(Handle.of("擎添工業"));
        assertThat(Handle.of("Ace 公司")).matches("ace-[0-9a-f]{8}").isNotEqualTo(Handle.of("Ace 工業"));
        assertThat(Handle.of("x".repeat(200))).matches("x{40}-[0-9a-f]{8}");
        assertThat(Handle.of("&!")).matches("publisher-[0-9a-f]{8}");
    }
}
