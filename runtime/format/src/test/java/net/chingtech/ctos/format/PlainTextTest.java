package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "a\rb", "\u009b2J", "a\u202eb", "a\u200bb", "a\u2066b", "\udb40\udc41"})
    void charactersThatHideOrMove_areSeen_andWrittenOut(String text) throws Exception {
        assertThat(PlainText.hides(text)).isTrue();
        assertThat(PlainText.hides(PlainText.shown(text))).isFalse();
        assertThat(Json.readTree(
                                ("\"" + PlainText.shown(text) + "\"").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .textValue())
                .isEqualTo(text);
    }

    @Test
    void pieceOfALine_hasNoLinesOfItsOwn_andAnEnd() {
        assertThat(PlainText.line(" a\n\tb\u001b[2J ", 40)).isEqualTo("a b\\u001b[2J");
        assertThat(PlainText.line("🙂🙂🙂", 2)).isEqualTo("🙂🙂…");
    }

    @Test
    void ordinaryTexts_stayAsTheyAre() {
        String text = "發票 – naïve café 🙂\n\tמספר \\u001b";

        assertThat(PlainText.hides(text)).isFalse();
        assertThat(PlainText.shown(text)).isEqualTo(text);
    }
}
