package net.chingtech.ctos.settings.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource({
        "net.example.shop|net.example.shop|1.0.0, net.example.shop%7Cnet.example.shop%7C1.0.0.json",
        "a_b-C.9, a_b-C.9.json",
        "../../etc/passwd, %2E.%2F..%2Fetc%2Fpasswd.json",
        ".., %2E..json",
        "a%7Cb, a%257Cb.json",
        "é, %C3%A9.json"
    })
    void aName_isSafe_andSaysThePid(String pid, String name) {
        assertThat(FileNames.of(pid)).isEqualTo(name);
    }

    @Test
    void longPids_haveNamesThatFit_andDiffer() {
        String release = "|" + "s".repeat(128) + "|1.0.0";
        String one = FileNames.of("p".repeat(199) + "1" + release);
        String other = FileNames.of("p".repeat(199) + "2" + release);

        assertThat(one).isNotEqualTo(other).hasSizeLessThan(230).endsWith(FileNames.encoded(release) + ".json");
        assertThat(FileNames.of("|".repeat(300))).hasSizeLessThan(230);
    }
}
