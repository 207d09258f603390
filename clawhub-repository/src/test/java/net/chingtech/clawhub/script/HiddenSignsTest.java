package net.chingtech.clawhub.script;

import static org.assertj.core.api.Assertions.assertThat;

import net.chingtech.ctos.clawhub.folder.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenSignsTest {

    private static final String PERSIAN =
            "می\u200cخواهم نامه\u200cها را بخوانم، کتاب\u200cها و فایل PDF\u200cها را ببینم. ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "❤️‍🔥 👩‍👩‍👧 👩🏽‍⚕️ 🏴‍☠️ 👁️‍🗨️ 🇹🇼 ⚠️ ☎︎ ™️ ℹ️ 1️⃣ #️⃣ ‼️ 〰️ 🐦‍⬛\n",
                PERSIAN,
                "ශ්\u200dරී ලංකාව ප්\u200dරධාන; न्\u200dय क्\u200cष; രാജ്\u200d; نامه\u200cای\n",
                "中文說明，日本語のテキスト、한국어 문서. Ünïcödé 🧾\n",
                "\tindented\r\nlines\n",
                "\uD83E\uDEE8 is of a later Unicode than some versions of Java know.\n",
                "۝ is drawn around a number.\n",
            })
    void textAsPeopleWriteIt_isLeftAsItIs(String text) {
        assertThat(Visible.written(text, 10_000)).isEqualTo(text);
        assertThat(Visible.deceives(text)).isFalse();
        assertThat(Visible.isClean(text)).isTrue();
    }

    @Test
    void longTextWithJoiners_isLeftAsItIs() {
        String text = PERSIAN.repeat(500);
        assertThat(Visible.isClean(text)).isTrue();
        assertThat(Visible.deceives(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0xfe00, 0xfe0e, 0xfe0f, 0x200b, 0x200c, 0x200d, 0x200e, 0x2060, 0x2062, 0x2064, 0xad, 0x34f, 0x115f,
                0x1160, 0x17b4, 0x180e, 0x3164, 0xffa0, 0xfeff, 0x206a, 0x1d173, 0x13430
            })
    void signAfterEachLetter_isAMessage_andIsWrittenOut(int sign) {
        String text = with("Reads and totals invoices, nothing else.", sign);
        assertThat(Visible.deceives(text)).isTrue();
        assertThat(Visible.isClean(text)).isFalse();
        StringBuilder shown = new StringBuilder();
        Character.toString(sign).chars().forEach(c -> shown.append(String.format("\\u%04x", c)));
        assertThat(Visible.written(text, 10_000))
                .contains("R" + shown + "e" + shown)
                .doesNotContain(Character.toString(sign));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x200c, 0x200d, 0xfe00})
    void signAfterEachLetterThatJoins_isAMessage(int sign) {
        String text = with("میخواهم نامهها را بخوانم و ببینم چه در آنها نوشته شده است و بس. ".repeat(4), sign);
        assertThat(Visible.deceives(text)).isTrue();
        assertThat(Visible.isClean(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ufeff b", "soft\u00adhyphen and\u200b space", "\u1160", "x\ufe0f", "a\u200db"})
    void fewSigns_areWrittenOut_andNoDoubt(String text) {
        assertThat(Visible.isClean(text)).isFalse();
        assertThat(Visible.deceives(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\u202eb", "a\u2066b", "a\uDB40\uDC41", "a\ufe00\ufe01", "☎\ufe0f\ufe0e", "a\u200b\u200c\u2060b"
            })
    void signsWithoutHonestUse_areADoubtAtOnce(String text) {
        assertThat(Visible.deceives(text)).isTrue();
        assertThat(Visible.isClean(text)).isFalse();
    }

    @Test
    void whatWasWrittenOut_isClean() {
        String text = with("میخواهم نامهها را بخوانم و ببینم ❤️‍🔥 Reads invoices", 0x200c) + "\u202e\u0001\ud800";
        String written = Visible.written(text, 10_000);
        assertThat(Visible.isClean(written)).isTrue();
        assertThat(Visible.written(written, 10_000)).isEqualTo(written);
    }

    private static String with(String letters, int sign) {
        StringBuilder text = new StringBuilder();
        letters.codePoints().forEach(c -> text.appendCodePoint(c).appendCodePoint(sign));
        return text.toString();
    }
}
