package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.skillhub.server.answers.Clauses;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.store.Artifacts;
import net.chingtech.ctos.skillhub.server.store.CapabilityClause;
import net.chingtech.ctos.skillhub.server.store.Filed;
import net.chingtech.ctos.skillhub.server.store.Notices;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.SkillLine;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;
import net.chingtech.ctos.verify.Publisher;
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
    /** Containers refuse what was listed later than this after it was signed, too. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private final Verifier verifier;
    private final Artifacts artifacts;
    private final Releases releases;
    private final Ledger ledger;
    private final PublisherKeys keys;
    private final NameRules names;
    private final Clock clock;

    public Publishing(
            Verifier verifier,
            Artifacts artifacts,
            Releases releases,
            Notices notices,
            Search search,
            Ledger ledger,
            Clock clock) {
        this.verifier = verifier;
        this.artifacts = artifacts;
        this.releases = releases;
        this.ledger = ledger;
        this.keys = new PublisherKeys(releases, notices, verifier);
        this.names = new NameRules(releases, search, keys);
        this.clock = clock;
    }

    /**
     * What came of a publish.
     *
     * @param isNew false when the very same artifact was published before
     */
    public record Published(boolean isNew, StoredRelease release) {}

    /**
     * Proves a release and keeps it; when this returns it is in the signed lists.
     *
     * @param artifact in an upload of {@link Artifacts}; is moved away when it is kept
     * @param statement the envelope as it came
     */
    public Published publish(Path artifact, byte[] statement) throws Refused {
        try {
            // 1. Who says so, and may they?
            Envelope envelope = Envelope.read(statement);
            VerifiedStatement verified = verifier.statement(envelope);
            mustBeDatedNow(verified.statement());
            // 2. Is the JAR what they say?
            VerifiedArtifact proven = verifier.artifact(artifact, verified);
            List<CapabilityClause> capabilities =
                    Clauses.of(verified.statement().capabilities());
            StoredRelease release = release(proven, envelope, JarFiles.description(artifact));
            // 3. Artifact, then metadata, then index: a crash in between leaves at most a file that nobody names.
            Published published = ledger.enter(() -> {
                String formerKey = mayPublish(release, verified.publisher());
                artifacts.keep(artifact, release.sha256());
                return outcome(releases.file(release, capabilities, formerKey), release);
            });
            ledger.awaitListed();
            return published;
        } catch (FormatException e) {
            throw Refusals.body(e);
        } catch (VerificationFailed e) {
            throw new Refused(e.problem(), e);
        } catch (IOException e) {
            throw new StoreFailed("keeping an artifact failed", e);
        }
    }

    /**
     * Whether this key may publish under this id, and a new name be taken.
     *
     * @return the key that it goes on for, or null
     */
    private String mayPublish(StoredRelease release, Publisher publisher) throws Refused {
        keys.mustStillPublish(publisher, release.publishedAt());
        SkillId id = release.manifest().id();
        SkillLine owner = releases.skills(List.of(id)).get(id);
        if (owner == null) {
            names.mustNotLookLikeAnother(id, publisher);
        }
        if (!releases.knows(publisher.name(), publisher.keyId())) {
            names.mustNotLookLikeAnother(publisher);
        }
        boolean goesOn = owner != null
                && !owner.keyId().equals(publisher.keyId())
                && keys.follows(publisher, owner.publisher(), owner.keyId());
        return goesOn ? owner.keyId() : null;
    }

    private Published outcome(Filed filed, StoredRelease release) throws IOException, Refused {
        SkillManifest manifest = release.manifest();
        switch (filed) {
            case NEW:
                ledger.index(manifest.id());
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
                        "Releases never change. Has anything changed since? Then raise the version (in manifest.json, or with"
                                + " --version for a folder) and publish again."));
            case ID_BELONGS_TO_OTHER:
                artifacts.discard(release.sha256());
                throw new Refused(new Problem(
                        403,
                        "id_belongs_to_other",
                        manifest.id() + " belongs to another publisher key.",
                        "Publish with that key, have it sign a rotation to yours (or the authority a replacement), or publish"
                                + " under an id of your own."));
            default:
                throw new IllegalStateException("unknown outcome " + filed);
        }
    }

    /** A date can be forged by who has the key; so it has to be near the time at which the hub takes the release in. */
    private void mustBeDatedNow(ReleaseStatement statement) throws Refused {
        Instant now = clock.instant();
        Instant publishedAt = statement.publishedAt();
        if (publishedAt.isAfter(now.plus(CLOCKS_MAY_DIFFER))) {
            throw new Refused(new Problem(
                    400,
                    "published_in_future",
                    "The statement is dated " + publishedAt + ", the hub's clock says " + now + ".",
                    "Set the clock of the machine that signs, sign again and publish again."));
        }
        if (publishedAt.isBefore(now.minus(OLDEST)) && !isHere(statement)) {
            throw new Refused(new Problem(
                    400,
                    "statement_backdated",
                    "The statement is dated " + publishedAt + ", more than 24 hours before " + now
                            + ", the hub's time.",
                    "Sign the release again, and publish it within a day."));
        }
    }

    private boolean isHere(ReleaseStatement statement) {
        return releases.release(statement.id(), statement.version())
                .filter(release -> release.sha256().equals(statement.artifact().sha256()))
                .isPresent();
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
                description,
                null,
                false,
                null);
    }
}
