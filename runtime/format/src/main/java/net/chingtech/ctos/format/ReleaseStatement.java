package net.chingtech.ctos.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a publisher says of one release, and signs: the payload of its {@link Envelope}.
 *
 * @param publishedAt when it was signed; the signing certificate is judged at this time
 * @param artifact digest and size of the signed JAR
 * @param permissions what the skill needs
 * @param optionalPermissions what it can do without
 * @param dependencies the skills it needs
 * @param exports the tools that other skills may call
 * @param requirements the JAR's Require-Capability clauses
 * @param capabilities the JAR's Provide-Capability clauses
 * @param securityFix whether it mends a vulnerability
 * @param publisher the publisher's name, as in its certificate
 * @param keyId SHA-256 of the publisher's SubjectPublicKeyInfo, in hex; of a statement that nobody signed, SHA-256 of where
 *     the skill came from, so that it is pinned to that place
 * @param content of a legacy skill {@link FolderContent#digest}: what its folder is, however it was wrapped; else null
 */
public record ReleaseStatement(
        SkillId id,
        SkillVersion version,
        Channel channel,
        Instant publishedAt,
        Artifact artifact,
        List<SkillPermission> permissions,
        List<SkillPermission> optionalPermissions,
        SortedMap<SkillId, VersionRange> dependencies,
        List<String> exports,
        List<String> requirements,
        List<String> capabilities,
        boolean securityFix,
        String publisher,
        String keyId,
        String content) {

    /**
     * Stands in the statement of a release that nobody signed and of which nobody says when it was published: never the time of
     * reading, so that the same files give the same release.
     */
    public static final Instant TIME_UNKNOWN = Instant.parse("1980-01-01T00:00:00Z");

    /**
     * The JAR that the statement is about.
     *
     * @param sha256 lower-case hex
     * @param size in bytes
     */
    public record Artifact(String sha256, long size) {}

    public ReleaseStatement {
        permissions = orEmpty(permissions);
        optionalPermissions = orEmpty(optionalPermissions);
        exports = orEmpty(exports);
        requirements = orEmpty(requirements);
        capabilities = orEmpty(capabilities);
        dependencies = dependencies == null ? new TreeMap<>() : new TreeMap<>(dependencies);
    }

    /** One that says nothing of a folder. */
    public ReleaseStatement(
            SkillId id,
            SkillVersion version,
            Channel channel,
            Instant publishedAt,
            Artifact artifact,
            List<SkillPermission> permissions,
            List<SkillPermission> optionalPermissions,
            SortedMap<SkillId, VersionRange> dependencies,
            List<String> exports,
            List<String> requirements,
            List<String> capabilities,
            boolean securityFix,
            String publisher,
            String keyId) {
        this(
                id,
                version,
                channel,
                publishedAt,
                artifact,
                permissions,
                optionalPermissions,
                dependencies,
                exports,
                requirements,
                capabilities,
                securityFix,
                publisher,
                keyId,
                null);
    }

    /** The statement of a release whose JAR is made. */
    public static ReleaseStatement of(
            SkillManifest manifest,
            Instant publishedAt,
            Artifact artifact,
            List<String> requirements,
            List<String> capabilities,
            String publisher,
            String keyId) {
        return new ReleaseStatement(
                manifest.id(),
                manifest.version(),
                manifest.channel(),
                publishedAt,
                artifact,
                manifest.permissions(),
                manifest.optionalPermissions(),
                new TreeMap<>(manifest.dependencies()),
                manifest.exports(),
                requirements,
                capabilities,
                manifest.securityFix(),
                publisher,
                keyId);
    }

    /** The same of a JAR that was made of a folder. */
    public ReleaseStatement withContent(String digest) {
        return new ReleaseStatement(
                id,
                version,
                channel,
                publishedAt,
                artifact,
                permissions,
                optionalPermissions,
                dependencies,
                exports,
                requirements,
                capabilities,
                securityFix,
                publisher,
                keyId,
                digest);
    }

    public static ReleaseStatement read(byte[] json) throws FormatException {
        ReleaseStatement statement = Json.read(json, ReleaseStatement.class);
        List<Violation> violations = new ArrayList<>();
        Map<String, Object> needed = new TreeMap<>();
        needed.put("$.id", statement.id == null ? "" : statement.id);
        needed.put("$.version", statement.version == null ? "" : statement.version);
        needed.put("$.channel", statement.channel == null ? "" : statement.channel);
        needed.put("$.published_at", statement.publishedAt == null ? "" : statement.publishedAt);
        needed.put("$.publisher", statement.publisher == null ? "" : statement.publisher);
        needed.forEach((path, value) -> {
            if ("".equals(value)) {
                violations.add(new Violation(path, "a value", "nothing"));
            }
        });
        if (statement.artifact == null
                || !Digests.isSha256Hex(statement.artifact.sha256)
                || statement.artifact.size <= 0) {
            violations.add(new Violation("$.artifact", "sha256 and size", String.valueOf(statement.artifact)));
        }
        if (!Digests.isSha256Hex(statement.keyId)) {
            violations.add(new Violation("$.key_id", "64 hex digits", String.valueOf(statement.keyId)));
        }
        if (statement.content != null && !Digests.isSha256Hex(statement.content)) {
            violations.add(new Violation("$.content", "64 hex digits", statement.content));
        }
        if (!violations.isEmpty()) {
            throw new FormatException("statement_invalid", violations);
        }
        return statement;
    }

    public byte[] write() {
        return Json.write(this);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
