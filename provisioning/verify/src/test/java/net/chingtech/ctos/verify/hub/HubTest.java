package net.chingtech.ctos.verify.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.verify.VerificationFailed;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A hub, the way to it, and the folder and clock of a container. */
abstract class HubTest {

    @TempDir
    Path folder;

    final Hub hub = Hub.open();
    final SettableClock clock = new SettableClock(Hub.START);
    Attacker network;

    @BeforeEach
    void open() throws IOException {
        network = new Attacker(hub.files);
    }

    @AfterEach
    void close() {
        network.close();
    }

    HubMetadata metadata() throws VerificationFailed {
        return metadata(pin());
    }

    HubMetadata metadata(RootPin pin) throws VerificationFailed {
        return metadata(pin, "");
    }

    HubMetadata metadata(RootPin pin, String name) throws VerificationFailed {
        return HubMetadata.open(folder.resolve(name), pin, new LoopbackFetcher(network.address()), clock);
    }

    RootPin pin() {
        return RootPin.sha256("sha256:" + Digests.sha256Hex(hub.firstRoot()));
    }

    static List<String> versions(HubMetadata metadata) throws VerificationFailed {
        ListedSkill skill = metadata.skill(Hub.NOTES).orElseThrow();
        return skill.releases().stream()
                .map(release -> release.version().toString())
                .toList();
    }

    List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("targets"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    static Problem refusal(ThrowingCallable action) {
        VerificationFailed failed = catchThrowableOfType(VerificationFailed.class, action);
        assertThat(failed).as("refused").isNotNull();
        return failed.problem();
    }
}
