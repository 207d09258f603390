package net.chingtech.ctos.skillhub.server;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;

/** A release that is signed now: a hub that is a process goes by the real clock. */
final class ReleaseOfToday {

    private ReleaseOfToday() {}

    /** Signs {@code net.chingtech.hello} 1.0.0; its authority is trusted in the folder's {@code authorities}. */
    static SignedRelease in(Path folder) throws Exception {
        Instant yesterday = Instant.now().minusSeconds(86_400);
        Authority authority =
                Authority.create("Test authority", SigningKey.generate(), yesterday, Authority.ROOT_VALIDITY);
        SigningKey key = SigningKey.generate();
        TestPublisher publisher = new TestPublisher(
                authority,
                key,
                authority.issue(
                        key.publicKey(),
                        new PublisherClaim("Ching Tech", Tier.OFFICIAL, List.of("net.chingtech")),
                        yesterday,
                        Authority.PUBLISHER_VALIDITY));
        publisher.trustedIn(folder.resolve("authorities"), "official");
        return new ReleaseSigner(key, List.of(publisher.certificate()), Clock.systemUTC())
                .sign(
                        TestSkill.of("net.chingtech.hello", "1.0.0").jar(folder.resolve("in.jar")),
                        folder.resolve("out.jar"));
    }
}
