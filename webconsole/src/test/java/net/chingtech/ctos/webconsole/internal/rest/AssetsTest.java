package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
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

    @Test
    void document_asksForEveryModuleAtOnce_atAnAddressThatNeverChanges() throws Exception {
        List<String> addresses = addresses(document());
        List<String> modules =
                addresses.stream().filter(address -> address.endsWith(".js")).toList();

        assertThat(modules).hasSizeGreaterThan(30).anyMatch(module -> module.endsWith("/lib/lit-html/lit-html.js"));
        for (String address : addresses) {
            HttpResponse<String> answer = container.send(container.ask(address));
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).endsWith("immutable"));
        }
    }

    @Test
    void fileAtTheAddressOfAnotherBuild_isNotThere() throws Exception {
        String name = addresses(document()).get(0).split("/")[3];
        String other = (name.startsWith("0") ? "1" : "0") + name.substring(1);

        assertThat(container
                        .send(container.ask("/ctos/res/" + name + "/app.js"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(container
                        .send(container.ask("/ctos/res/" + other + "/app.js"))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip, br|true", "br;q=1, GZIP;q=0.5|true", "br|false", "gzip;q=0|false", "gzip;q=0.0, br|false"})
    void file_isPacked_forWhoUnpacksIt(String accepted, boolean packed) throws Exception {
        HttpResponse<byte[]> answer = bytes(accepted);
        byte[] plain = bytes("identity").body();

        assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(answer.headers().firstValue("Content-Encoding"))
                .isEqualTo(packed ? Optional.of("gzip") : Optional.empty());
        assertThat(packed ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes() : answer.body())
                .isEqualTo(plain);
        assertThat(answer.headers()
                        .firstValue("ETag")
                        .equals(bytes("identity").headers().firstValue("ETag")))
                .as("one tag for two bodies")
                .isEqualTo(!packed);
    }

    private HttpResponse<byte[]> bytes(String accepted) throws Exception {
        return container
                .client()
                .send(
                        container
                                .ask("/ctos/res/app.js")
                                .header("Accept-Encoding", accepted)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private String document() throws Exception {
        String login =
                "user=" + TestContainer.USER + "&password=" + TestContainer.PASSWORD.replace(" ", "+") + "&next=/ctos";
        HttpResponse<String> in = container.send(container
                .ask("/ctos/login")
                .header("Origin", container.url(""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(login)));
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return container.send(container.ask("/ctos").header("Cookie", cookie)).body();
    }

    private static List<String> addresses(String document) {
        return Pattern.compile("(?:href|src)=\"(/ctos/res/[^\"]+)\"")
                .matcher(document)
                .results()
                .map(found -> found.group(1))
                .toList();
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
