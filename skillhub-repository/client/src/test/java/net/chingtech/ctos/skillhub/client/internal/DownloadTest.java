package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.JAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.ReleaseStatement.Artifact;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final String DOWNLOAD = "/api/v1/skills/org.example.notes/versions/1.0.0/download";
    private static final Artifact RIGHT = new Artifact(Digests.sha256Hex(JAR), JAR.length);

    @TempDir
    Path staging;

    private final Clockwork clockwork = new Clockwork();
    private Path target;
    private TestHub server;
    private SkillHub hub;
    private SkillHubSource source;

    @BeforeEach
    void start() throws IOException {
        target = staging.resolve("skill.jar");
        server = new TestHub();
        hub = clockwork.hubAt(server.url());
        source = Samples.lookingOnly(hub, clockwork);
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    private Release release(Artifact artifact, String downloadUrl) throws Exception {
        ReleaseInfo info = Samples.info("1.0.0", Channel.STABLE, downloadUrl, artifact);
        return new Release(
                source.id(),
                info.statement(),
                ReleaseStatement.read(info.statement().payload()),
                info,
                null);
    }

    private Problem failure(Artifact artifact) throws Exception {
        Release release = release(artifact, null);
        Problem problem = catchThrowableOfType(
                        ProvisioningException.class, () -> source.fetch(release, target, (bytes, of) -> {}))
                .problem();
        assertThat(staging).isEmptyDirectory();
        return problem;
    }

    @Test
    void rightBytes_areInTheFile_withProgressOnTheWay() throws Exception {
        server.on(DOWNLOAD, exchange -> TestHub.send(exchange, 200, JAR));
        List<Long> seen = new ArrayList<>();

        source.fetch(release(RIGHT, null), target, (bytes, of) -> {
            assertThat(of).isEqualTo(JAR.length);
            seen.add(bytes);
        });

        assertThat(Files.readAllBytes(target)).isEqualTo(JAR);
        assertThat(seen).isSorted().startsWith(0L).endsWith((long) JAR.length).hasSizeGreaterThan(3);
    }

    @Test
    void relativeDownloadUrlAndRedirect_areFollowed() throws Exception {
        server.on("/store/1", TestHub.status(302, "Location", "/store/2"));
        server.on("/store/2", exchange -> TestHub.send(exchange, 200, JAR));

        source.fetch(release(RIGHT, "/store/1"), target, (bytes, of) -> {});

        assertThat(target).hasBinaryContent(JAR);
    }

    @Test
    void downloadThatIsAlwaysCutOff_isTriedThreeTimesAndLeavesNothing() throws Exception {
        server.on(DOWNLOAD, exchange -> {
            exchange.sendResponseHeaders(200, JAR.length);
            exchange.getResponseBody().write(JAR, 0, 100_000);
            exchange.getResponseBody().flush();
        });

        Problem problem = failure(RIGHT);
        assertThat(problem.code()).isEqualTo("download_cut_off");
        assertThat(problem.detail()).contains("100000 of " + JAR.length);
        assertThat(server.count(DOWNLOAD)).isEqualTo(3);
    }

    @Test
    void downloadThatIsCutOffOnce_beginsAnew() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        server.on(DOWNLOAD, exchange -> {
            exchange.sendResponseHeaders(200, JAR.length);
            exchange.getResponseBody().write(JAR, 0, asked.getAndIncrement() == 0 ? 5 : JAR.length);
            exchange.getResponseBody().flush();
        });

        source.fetch(release(RIGHT, null), target, (bytes, of) -> {});

        assertThat(target).hasBinaryContent(JAR);
    }

    @Test
    void chunkedAnswerThatEndsEarly_isCutOff() throws Exception {
        server.on(DOWNLOAD, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(JAR, 0, 1_000);
            exchange.getResponseBody().close();
        });

        assertThat(failure(RIGHT).code()).isEqualTo("download_cut_off");
    }

    @Test
    void moreBytesThanWereSigned_areRefusedBeforeTheyAreWritten() throws Exception {
        server.on(DOWNLOAD, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(JAR);
            }
        });

        assertThat(failure(RIGHT).code()).isEqualTo("digest_mismatch");
        assertThat(server.count(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void lengthThatIsNotTheSignedOne_isRefusedAtOnce() throws Exception {
        server.on(DOWNLOAD, exchange -> TestHub.send(exchange, 200, JAR));

        Problem problem = failure(new Artifact(RIGHT.sha256(), JAR.length - 1));
        assertThat(problem.code()).isEqualTo("digest_mismatch");
        assertThat(problem.detail()).contains(String.valueOf(JAR.length));
    }

    @Test
    void changedByte_isRefused() throws Exception {
        byte[] changed = JAR.clone();
        changed[7]++;
        server.on(DOWNLOAD, exchange -> TestHub.send(exchange, 200, changed));

        assertThat(failure(RIGHT).code()).isEqualTo("digest_mismatch");
        assertThat(server.count(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void unknownVersion_isSaid() throws Exception {
        assertThat(failure(RIGHT).code()).isEqualTo("version_unknown");
    }

    @Test
    void listenerThatCancels_endsTheTransfer() throws Exception {
        server.on(DOWNLOAD, exchange -> TestHub.send(exchange, 200, JAR));
        Problem cancelled = new Problem(409, "cancelled", "", "");
        Release release = release(RIGHT, null);

        ProvisioningException thrown = catchThrowableOfType(
                ProvisioningException.class,
                () -> source.fetch(release, target, (bytes, of) -> {
                    if (bytes > 0) {
                        throw new ProvisioningException(cancelled);
                    }
                }));

        assertThat(thrown.problem()).isSameAs(cancelled);
        assertThat(staging).isEmptyDirectory();
        assertThat(server.count(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void fileThatIsThereAlready_isLeftAlone() throws Exception {
        server.on(DOWNLOAD, exchange -> TestHub.send(exchange, 200, JAR));
        Files.writeString(target, "somebody else's");
        Release release = release(RIGHT, null);

        ProvisioningException thrown = catchThrowableOfType(
                ProvisioningException.class, () -> source.fetch(release, target, (bytes, of) -> {}));

        assertThat(thrown.problem().code()).isEqualTo("staging_failed");
        assertThat(target).hasContent("somebody else's");
    }
}
