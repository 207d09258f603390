package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPicturesTest {

    @Test
    void fileOfARelease_isOurs() {
        assertThat(OwnPictures.own("https://hub.example/api/v1/skills/a.b/versions/1.0.0/files/shots/..one/.two.png"))
                .isEqualTo("/ctos/api/v1/catalogue/a.b/files/1.0.0/shots/..one/.two.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example/skills/a.b/versions/1.0.0/files/../../../../audit/verify",
                "https://hub.example/skills/a.b/versions/1.0.0/files/shots/..",
                "https://hub.example/skills/a.b/versions/1.0.0/files/./one.png",
                "https://hub.example/skills/a.b/versions/1.0.0/files/%2e%2E/one.png",
                "https://hub.example/skills/a.b/versions/../files/one.png",
                "https://hub.example/skills/../versions/1.0.0/files/one.png",
                "https://hub.example/x/.%2e/skills/a.b/versions/1.0.0/files/one.png",
                "https://hub.example/x%2f%2e%2fskills/skills/a.b/versions/1.0.0/files/one.png",
                "https://hub.example/one.png"
            })
    void addressThatLeadsElsewhere_isNothing(String url) {
        assertThat(OwnPictures.own(url)).isNull();
    }
}
