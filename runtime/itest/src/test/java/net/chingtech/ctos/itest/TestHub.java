package net.chingtech.ctos.itest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.TestSkill;

/** A hub of its own process, and a publisher there whom one of its authorities vouches for. */
final class TestHub implements AutoCloseable {

    private static final String BOUNDARY = "ctos-test-hub-boundary";

    private final HubProcess hub;
    private final Path work;
    private final ReleaseSigner signer;
    private final HttpClient http = HttpClient.newHttpClient();

    /** With a publisher of official skills. */
    TestHub(Path work, String namespace) throws SigningFailed {
        this(work, namespace, Tier.OFFICIAL);
    }

    TestHub(Path work, String namespace, Tier tier) throws SigningFailed {
        this.work = work;
        hub = HubProcess.start(work.resolve("hub-home"));
        Path official = hub.home().resolve("keys/authorities/official");
        Authority authority = Authority.of(
                SigningKey.read(official.resolve("key.pem")),
                Certificates.read(official.resolve("certificate.pem")).get(0));
        SigningKey key = SigningKey.generate();
        signer = new ReleaseSigner(
                key,
                List.of(authority.issue(
                        key.publicKey(),
                        new PublisherClaim("Test publisher", tier, List.of(namespace)),
                        Instant.now().minusSeconds(60),
                        Authority.PUBLISHER_VALIDITY)),
                Clock.systemUTC());
    }

    /** Signs a release and publishes it. */
    void publish(TestSkill release) {
        Path unsigned = work.resolve("unsigned.jar");
        Path signed = work.resolve("signed.jar");
        try {
            Files.deleteIfExists(unsigned);
            Files.deleteIfExists(signed);
            SignedRelease made = signer.sign(release.jar(unsigned), signed);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            part(body, "artifact", Files.readAllBytes(made.jar()));
            part(body, "statement", made.envelope().write());
            body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(hub.url() + "/api/v1/skills"))
                            .header("Authorization", "Bearer " + token())
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("the hub refused a release: " + answer.body());
            }
        } catch (SigningFailed e) {
            throw new IllegalStateException(e.problem().toString(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token() {
        return Ctos.read(hub.home().resolve("secrets/publish-token")).strip();
    }

    private static void part(ByteArrayOutputStream body, String name, byte[] content) throws IOException {
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    String url() {
        return hub.url();
    }

    /** The words that start a container which takes its skills from here. */
    String[] run() {
        return new String[] {
            "run", "--port", "0", "--hub", hub.url(), "--hub-root", hub.root().toString(), "--hub-max-tier", "official"
        };
    }

    /** Lets a home trust the hub's authorities. */
    void trustedBy(Path home) {
        hub.authoritiesAreTrustedBy(home);
    }

    @Override
    public void close() {
        hub.close();
    }
}
