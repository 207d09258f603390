package net.chingtech.ctos.skillhub.client.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;
import net.chingtech.ctos.format.listing.FileDigest;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.skillhub.client.internal.lists.SignedLists;
import net.chingtech.ctos.skillhub.client.internal.lists.Words;
import net.chingtech.ctos.verify.VerificationFailed;

/** A skill as a hub shows it. */
public final class Samples {

    public static final SkillId NOTES = new SkillId("org.example.notes");
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final byte[] JAR = "the bytes of a JAR".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    private Samples() {}

    static SkillCard card(Tier tier) {
        return card("/api/v1/skills/org.example.notes/icon", tier);
    }

    static SkillCard card(String iconUrl) {
        return card(iconUrl, Tier.COMMUNITY);
    }

    private static SkillCard card(String iconUrl, Tier tier) {
        return new SkillCard(
                NOTES,
                "Notes",
                "Keeps notes",
                "Example",
                tier,
                List.of("Office"),
                List.of("note"),
                SkillVersion.of("1.0.0"),
                iconUrl,
                SkillCard.Rating.NONE,
                7,
                NOON);
    }

    static VersionLine line(String version, Channel channel) {
        return new VersionLine(SkillVersion.of(version), channel, NOON, false, false);
    }

    static SkillPage page(VersionLine... versions) {
        return page(card(Tier.COMMUNITY), versions);
    }

    static SkillPage page(SkillCard card, VersionLine... versions) {
        return new SkillPage(
                card,
                "Example",
                "# Notes",
                List.of("/one.svg", "javascript:alert(1)"),
                null,
                "MIT",
                null,
                List.of(versions),
                null,
                List.of(),
                List.of());
    }

    public static ReleaseInfo info(String version, Channel channel, String downloadUrl) {
        return info(version, channel, downloadUrl, new ReleaseStatement.Artifact(Digests.sha256Hex(JAR), JAR.length));
    }

    static ReleaseInfo info(String version, Channel channel, String downloadUrl, ReleaseStatement.Artifact artifact) {
        SkillManifest manifest = manifest(version, channel);
        List<String> capabilities = List.of("ctos.skill;ctos.skill=\"org.example.notes\";version:Version=\""
                + manifest.version().bundleVersion() + "\"");
        List<String> requirements =
                List.of("ctos.skill;effective:=active;filter:=\"(&(ctos.skill=net.chingtech.crm)(version>=2.0.0))\"");
        ReleaseStatement statement =
                ReleaseStatement.of(manifest, NOON, artifact, requirements, capabilities, "Example", "ab".repeat(32));
        Envelope envelope = new Envelope(
                Envelope.RELEASE,
                statement.write(),
                List.of(new Envelope.Signature("ab".repeat(32), new byte[64], List.of())));
        return new ReleaseInfo(
                manifest, envelope, artifact.sha256(), artifact.size(), requirements, capabilities, "", downloadUrl);
    }

    /** As a hub lists what it shows. */
    public static ListedRelease listed(ReleaseInfo info) {
        byte[] statement = info.statement().write();
        return new ListedRelease(
                info.manifest().version(),
                info.manifest().channel(),
                new FileDigest(Digests.sha256Hex(statement), statement.length),
                new FileDigest(info.sha256(), info.size()),
                NOON,
                false,
                false,
                null);
    }

    static ListedRelease yanked(ListedRelease release) {
        return withdrawn(release, true, null);
    }

    static ListedRelease revoked(ListedRelease release, String reason) {
        return withdrawn(release, false, new Revoked(reason, NOON));
    }

    private static ListedRelease withdrawn(ListedRelease release, boolean yanked, Revoked revoked) {
        return new ListedRelease(
                release.version(),
                release.channel(),
                release.statement(),
                release.artifact(),
                release.listedAt(),
                release.securityFix(),
                yanked,
                revoked);
    }

    /** A source whose lists are never asked for. */
    static SkillHubSource lookingOnly(SkillHub hub, Clock clock) {
        Problem none = new Problem(503, "metadata_unreachable", "There are no lists.", "");
        SignedLists lists = new SignedLists(
                new Words("test", "http://127.0.0.1"),
                () -> {
                    throw new VerificationFailed(none);
                },
                clock);
        return new SkillHubSource(hub, lists, Tier.OFFICIAL, clock, new RaterSecret(Path.of("none")));
    }

    private static SkillManifest manifest(String version, Channel channel) {
        Map<String, Object> json = Map.of(
                "id",
                NOTES,
                "version",
                version,
                "name",
                "Notes",
                "summary",
                "Keeps notes",
                "author",
                Map.of("name", "Example"),
                "license",
                "MIT",
                "channel",
                channel);
        try {
            return SkillManifest.read(Json.write(json));
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
    }
}
