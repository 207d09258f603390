package net.chingtech.ctos.launcher.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.format.Json;
import org.junit.jupiter.api.Test;

class ImportTextTest {

    @Test
    void lineEndInANameOrAFolder_makesNoLineOfItsOwn() throws Exception {
        String forged = "x\\nclawhub.acme.good 1.0.0  unchanged  from clawhub:official";
        String skills = "[{\"name\":\"" + forged + "\",\"folder\":\"/home/" + forged + "\",\"problem\":{\"code\":\"c\","
                + "\"detail\":\"" + forged + "\",\"next_step\":\"" + forged + "\"},\"remarks\":[\"" + forged + "\"]},"
                + "{\"name\":\"n\",\"id\":\"i\",\"version\":\"1.0.0\",\"state\":\"edited\",\"source\":\"" + forged
                + "\",\"folder\":\"" + forged + "\"}]";

        assertThat(ImportText.lines(
                        Json.readTree(skills.getBytes(StandardCharsets.UTF_8)),
                        new InstalledText(Json.readTree("{}".getBytes(StandardCharsets.UTF_8)))))
                .hasSize(7)
                .noneMatch(line -> line.contains("\n"));
    }
}
