package net.chingtech.ctos.format.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{ \"b\" : 1, \"a\" : [ true, null, -0 ] } | {\"a\":[true,null,0],\"b\":1}",
                "{\"a\":{},\"A\":[],\"\":\"\"} | {\"\":\"\",\"A\":[],\"a\":{}}",
                "[12345678901234567890123] | [12345678901234567890123]",
                "[\"\\u0041\\/\"] | [\"A/\"]",
                "[\"say \\\"x\\\" \\\\ y\"] | [\"say \\\"x\\\" \\\\ y\"]",
            })
    void documentsThatMeanTheSame_haveOneForm(String written, String canonical) throws FormatException {
        assertThat(canonical(written)).isEqualTo(canonical);
    }

    @Test
    void controlCharactersAndOtherScripts_standAsTheyAre() throws FormatException {
        assertThat(canonical("[\"a\\nb\\u0001\\u2028é\"]")).isEqualTo("[\"a\nb\u0001\u2028é\"]");
    }

    @Test
    void keys_areOrderedByCodePointNotByJavaCharacters() throws FormatException {
        assertThat(canonical("{\"\uD83D\uDE00\":1,\"\uFF5E\":2,\"ab\":3,\"a\":4}"))
                .isEqualTo("{\"a\":4,\"ab\":3,\"\uFF5E\":2,\"\uD83D\uDE00\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.0]", "[1e3]", "[0.1]", "[\"\\ud800\"]"})
    void whatHasNoCanonicalForm_isRefused(String written) {
        assertThatThrownBy(() -> canonical(written))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("canonical_json");
    }

    @Test
    void keyOfTheReferenceImplementation_hasTheNameThatItGives() throws FormatException {
        // From the test data of python-tuf and tuf-js, of the time when a key's name covered keyid_hash_algorithms too.
        String key =
                "{\"keyid_hash_algorithms\":[\"sha256\",\"sha512\"],\"keytype\":\"ed25519\",\"scheme\":\"ed25519\","
                        + "\"keyval\":{\"public\":\"edcd0a32a07dce33f7c7873aaffbff36d20ea30787574ead335eefd337e4dacd\"}}";

        assertThat(Digests.sha256Hex(canonical(key).getBytes(UTF_8)))
                .isEqualTo("59a4df8af818e9ed7abe0764c0b47b4240952aa0d179b5b78346c470ac30278d");
    }

    private static String canonical(String written) throws FormatException {
        return new String(CanonicalJson.of(Json.readTree(written.getBytes(UTF_8))), UTF_8);
    }
}
