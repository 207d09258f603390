package net.chingtech.ctos.skillhub.client.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;

/** A skill as a hub shows it. */
final class Samples {

    static final SkillId NOTES = new SkillId("org.example.notes");
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final byte[] JAR = "the bytes of a JAR".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    private Samples() {}

    static SkillCard card(String iconUrl) {
        return new SkillCard(
                NOTES,
                "Notes",
                "Keeps notes",
                "Example",
                Tier.COMMUNITY,
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
        return new SkillPage(
                card("/api/v1/skills/org.example.notes/icon"),
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

    static ReleaseInfo info(String version, Channel channel, String downloadUrl) {
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
