package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.skillhub.server.answers.Clauses;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.store.Artifacts;
import net.chingtech.ctos.skillhub.server.store.CapabilityClause;
import net.chingtech.ctos.skillhub.server.store.Filed;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedArtifact;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes releases in. */
public final class Publishing {

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(10);

    private final Verifier verifier;
    private final Artifacts artifacts;
    private final Releases releases;
    private final Search search;
    private final Clock clock;
    /** Held while a release is filed and indexed, so that the index never claims a generation it has not seen. */
    private final Object door = new Object();

    public Publishing(Verifier verifier, Artifacts artifacts, Releases releases, Search search, Clock clock) {
        this.verifier = verifier;
        this.artifacts = artifacts;
        this.releases = releases;
        this.search = search;
        this.clock = clock;
    }

    /**
     * What came of a publish.
     *
     * @param isNew false when the very same artifact was published before
     */
    public record Published(boolean isNew, StoredRelease release) {}

    /**
     * Proves a release and keeps it.
     *
     * @param artifact in an upload of {@link Artifacts}; is moved away when it is kept
     * @param statement the envelope as it came
     */
    public Published publish(Path artifact, byte[] statement) throws Refused {
        try {
            // 1. Who says so, and may they?
            Envelope envelope = Envelope.read(statement);
            VerifiedStatement verified = verifier.statement(envelope);
            refuseTheFuture(verified.statement().publishedAt());
            // 2. Is the JAR what they say?
            VerifiedArtifact proven = verifier.artifact(artifact, verified);
            List<CapabilityClause> capabilities =
                    Clauses.of(verified.statement().capabilities());
            StoredRelease release = release(proven, envelope, JarFiles.description(artifact));
            // 3. Artifact, then metadata, then index: a crash in between leaves at most a file that nobody names.
            synchronized (door) {
                artifacts.keep(artifact, release.sha256());
                Filed filed = releases.file(release, capabilities);
                return outcome(filed, release);
            }
        } catch (FormatException e) {
            throw Refusals.body(e);
        } catch (VerificationFailed e) {
            throw new Refused(e.problem(), e);
        } catch (IOException e) {
            throw new StoreFailed("keeping an artifact failed", e);
        }
    }

    private Published outcome(Filed filed, StoredRelease release) throws IOException, Refused {
        SkillManifest manifest = release.manifest();
        switch (filed) {
            case NEW:
                index(manifest);
                LOG.info("Published {} {} by {}", manifest.id(), manifest.version(), release.publisher());
                return new Published(true, release);
            case SAME:
                return new Published(
                        false,
                        releases.release(manifest.id(), manifest.version()).orElseThrow());
            case VERSION_EXISTS:
                artifacts.discard(release.sha256());
                throw new Refused(new Problem(
                        409,
                        "version_exists",
                        manifest.id() + " " + manifest.version() + " is published already, as another file.",
                        "Releases never change. Has anything changed since? Then raise the version in manifest.json, build and"
                                + " publish again."));
            case ID_BELONGS_TO_OTHER:
                artifacts.discard(release.sha256());
                throw new Refused(new Problem(
                        403,
                        "id_belongs_to_other",
                        manifest.id() + " was first published with another publisher key.",
                        "Publish with the key of its first release, or under an id of your own."));
            default:
                throw new IllegalStateException("unknown outcome " + filed);
        }
    }

    private void index(SkillManifest manifest) {
        try {
            search.published(manifest.id());
        } catch (UncheckedIOException e) {
            // The release is kept. An index that lags behind the store is made anew at the next start.
            LOG.error("{} {} is published, but cannot be found by search yet", manifest.id(), manifest.version(), e);
        }
    }

    private void refuseTheFuture(Instant publishedAt) throws Refused {
        Instant now = clock.instant();
        if (publishedAt.isAfter(now.plus(CLOCKS_MAY_DIFFER))) {
            throw new Refused(new Problem(
                    400,
                    "published_in_future",
                    "The statement is dated " + publishedAt + ", the hub's clock says " + now + ".",
                    "Set the clock of the machine that signs, sign again and publish again."));
        }
    }

    private static StoredRelease release(VerifiedArtifact proven, Envelope envelope, String description) {
        ReleaseStatement statement = proven.statement().statement();
        return new StoredRelease(
                0,
                proven.manifest(),
                envelope,
                statement.artifact().sha256(),
                statement.artifact().size(),
                statement.publishedAt(),
                proven.statement().publisher().name(),
                proven.statement().publisher().tier(),
                proven.statement().publisher().keyId(),
                description);
    }
}
