package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TLS server with a certificate for api.example, at an address that several names lead to. */
class HttpsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static HttpsServer server;
    private static SSLContext trusting;

    @BeforeAll
    static void serve() throws Exception {
        Path file = keys.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=api.example",
                        "-ext",
                        "san=dns:api.example",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(300, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("server", store.getCertificate("server"));
        trust.init(roots);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        SSLContext serving = SSLContext.getInstance("TLS");
        serving.init(own.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(serving));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes());
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aTrustedCertificateForTheName_isEnough() throws Exception {
        assertThat(ask("api.example", new Outside().trust(trusting))).isEqualTo("200");
    }

    @Test
    void aCertificateForAnotherName_isNot() throws Exception {
        assertThat(ask("other.example", new Outside().trust(trusting))).isEqualTo("network_failed");
    }

    @Test
    void aCertificateThatNobodyVouchesFor_isNot() throws Exception {
        assertThat(ask("api.example", new Outside())).isEqualTo("network_failed");
    }

    private String ask(String name, Outside outside) throws Exception {
        int port = server.getAddress().getPort();
        outside.name(name, "127.0.0.1").allow(name + ":" + port);
        try (Desk desk = outside.desk(folder)) {
            Http http = desk.admit("net.example.tls", "network:outbound:" + name + ":" + port)
                    .doors()
                    .http();
            return ""
                    + http.send(new HttpAsk(
                                    "GET",
                                    URI.create("https://" + name + ":" + port + "/"),
                                    Map.of(),
                                    new byte[0],
                                    Duration.ofSeconds(30)))
                            .status();
        } catch (ToolException e) {
            return e.code();
        }
    }
}
