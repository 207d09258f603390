package net.chingtech.ctos.gateways.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example/x, api.example:443",
        "http://api.example, api.example:80",
        "HTTPS://API.Example:8443/x?y#z, api.example:8443",
        "https://api.example./, api.example:443",
        "https://xn--bcher-kva.example/, xn--bcher-kva.example:443",
        "http://127.0.0.1:8080/, 127.0.0.1:8080",
        "http://[::1]:81/, [0:0:0:0:0:0:0:1]:81",
        "http://[::FFFF:127.0.0.1]/, 127.0.0.1:80",
        "http://localhost/, localhost:80"
    })
    void aDestination_hasOneSpelling(String uri, String expected) throws Exception {
        assertThat(Destination.of(URI.create(uri))).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://017700000001/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://127.1/",
                "http://127.0.0.1./",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://1.2.3.4.5/",
                "http://0/",
                "http://127.0.0.1%2f@api.example/",
                "http://user@api.example/",
                "http://user:pass@api.example/",
                "http://@api.example/",
                "http://api.example:/",
                "http://api.example:0/",
                "http://api.example:65536/",
                "http://api%2eexample/",
                "http://%31%32%37.0.0.1/",
                "http://bücher.example/",
                "http://１２７.０.０.１/",
                "http://[fe80::1%25eth0]/",
                "http://[::1",
                "http:///x",
                "http:x",
                "file:///etc/passwd",
                "ftp://api.example/",
                "//api.example/",
                "api.example",
                "jar:http://api.example/!/",
                "http://api..example/",
                "http://.example/",
                "http://api.example../",
                "http://-api.example/",
                "http://api_.-x.example/"
            })
    void whatCouldBeReadInTwoWays_isRefused(String uri) {
        assertThatThrownBy(() -> Destination.of(new URI(uri)))
                .satisfies(e -> assertThat(e instanceof java.net.URISyntaxException
                                || "network_refused".equals(((ToolException) e).code()))
                        .isTrue());
    }
}
