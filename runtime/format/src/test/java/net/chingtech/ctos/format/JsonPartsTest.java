package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPartsTest {

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{}                        | 2",
                "{'a':1,'b':[2,3]}         | 8",
                "'{[:,]}'                  | 0",
                "['a,\\\\','\\',:']        | 3",
                "{'漢\\u0022':'\\\\\\'{'}  | 3",
            })
    void whatStandsInTexts_isNotCounted(String text, int parts) throws FormatException {
        assertThat(Json.read(json(text), Object.class, parts)).isNotNull();
        if (parts > 0) {
            assertThatThrownBy(() -> Json.read(json(text), Object.class, parts - 1))
                    .isInstanceOfSatisfying(
                            FormatException.class, e -> assertThat(e.code()).isEqualTo(Json.TOO_MANY_PARTS));
        }
    }

    @Test
    void documentThatIsCutOff_orNone_isLeftToTheReader() {
        for (String text : new String[] {"", "\\", "'", "'\\", "{'a", "}}"}) {
            assertThatThrownBy(() -> Json.read(json(text), Map.class, 10))
                    .as(text)
                    .isInstanceOfSatisfying(
                            FormatException.class, e -> assertThat(e.code()).isEqualTo("json_invalid"));
        }
    }

    @Test
    void readerThatSaysNothing_hasALimit_too() {
        byte[] empty = json("[" + "{},".repeat(Json.MOST_PARTS / 3) + "{}]");

        assertThatThrownBy(() -> Json.readTree(empty))
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.code()).isEqualTo(Json.TOO_MANY_PARTS));
    }
}
