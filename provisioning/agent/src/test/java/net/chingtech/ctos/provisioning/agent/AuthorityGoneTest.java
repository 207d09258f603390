package net.chingtech.ctos.provisioning.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.agent.store.HomeFiles;
import net.chingtech.ctos.provisioning.agent.store.KnownNotices;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.verify.TrustAnchors;
import net.chingtech.ctos.verify.Verifier;
import net.chingtech.ctos.verify.Verifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known about keys while the file of an authority is away, and when it is back. */
class AuthorityGoneTest {

    @TempDir
    Path folder;

    @Test
    void revocation_thatCouldNotBeProvenAtTheStart_isBelievedOnceItsAuthorityIsBack() throws Exception {
        TestPublisher publisher = TestPublisher.of("Example", Tier.COMMUNITY, "org.example");
        publisher.trustedIn(folder.resolve("authorities"), "community");
        TrustAnchors whole = TrustAnchors.load(folder.resolve("authorities"));
        AtomicReference<TrustAnchors> anchors = new AtomicReference<>(whole);
        Verifier verifier = Verifiers.create(anchors::get, TestPublisher.CLOCK);
        ContainerHome home = new ContainerHome(folder.resolve("home"));
        List<Envelope> said = List.of(NoticeSigner.revocation(
                publisher.authority(),
                "Example",
                publisher.key().keyId(),
                TestPublisher.NOW,
                "The key was stolen.",
                TestPublisher.NOW));
        KnownNotices.open(home, new HomeFiles(Clock.systemUTC()), verifier, Set::of)
                .learn(said);
        byte[] file = Files.readAllBytes(home.trust().resolve("notices.json"));

        anchors.set(TrustAnchors.none());
        KnownNotices known = KnownNotices.open(home, new HomeFiles(Clock.systemUTC()), verifier, Set::of);
        assertThat(known.now().notices()).isEmpty();
        anchors.set(whole);
        known.learn(said);
        assertThat(known.now().notices()).hasSize(1);
        assertThat(home.trust().resolve("notices.json")).hasBinaryContent(file);
    }
}
