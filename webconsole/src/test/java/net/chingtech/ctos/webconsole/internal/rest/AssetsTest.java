package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

    private TestContainer container;

    @BeforeEach
    void start() throws Exception {
        container = new TestContainer();
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @ParameterizedTest
    @CsvSource({
        "app.js,text/javascript",
        "lib/lit/index.js,text/javascript",
        "theme.css,text/css",
        "mark.svg,image/svg+xml"
    })
    void asset_hasItsType_andIsSentOnceOnly(String name, String type) throws Exception {
        HttpResponse<String> first = container.send(container.ask("/ctos/res/" + name));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(first.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(container
                        .send(container.ask("/ctos/res/" + name).header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none.js",
                "../META-INF/MANIFEST.MF",
                "%2e%2e/META-INF/MANIFEST.MF",
                "lib/lit/../../app.js",
                "lib/",
                "app.JS"
            })
    void anythingElse_isNotThere(String name) throws Exception {
        assertThat(container.send(container.ask("/ctos/res/" + name)).statusCode())
                .isBetween(400, 404);
    }

    @Test
    void addressThatNobodyAnswers_isAProblem() throws Exception {
        RestTest.assertProblem(container.send(container.ask("/ctos/nothing")), 404, "not_found");
        RestTest.assertProblem(container.send(container.ask("/favicon.ico")), 404, "not_found");
    }

    @Test
    void bareAddress_leadsToTheMarketplace() throws Exception {
        assertThat(container
                        .send(container.ask("/"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/system/console/skills");
    }
}
