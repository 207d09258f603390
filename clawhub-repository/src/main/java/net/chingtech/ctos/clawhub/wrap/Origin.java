package net.chingtech.ctos.clawhub.wrap;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * Where a legacy skill came from, and what is said of it there. Texts are a stranger's; null where nothing is said.
 *
 * @param source the id of the {@code SkillSource}, such as {@code clawhub:public}
 * @param registry the address that it has there, or null
 * @param owner the owner's handle, or null when nobody knows
 * @param slug as it is written there
 * @param version as it is written there
 * @param publishedAt null counts as the first second of 1980, never as now: the same folder gives the same release
 * @param settings the values that it needs, as the registry says ({@code metadata.setup})
 */
public record Origin(
        String source,
        String registry,
        String owner,
        String slug,
        String version,
        Instant publishedAt,
        String displayName,
        String summary,
        String changelog,
        List<Setting> settings) {

    /** The source of what lies in folders, of which nobody but the folder says where it came from. */
    public static final String IMPORTED = "clawhub:imported";

    /** One value that a skill wants to be given, by the name of its environment variable. */
    public record Setting(String key, boolean required) {}

    public Origin {
        publishedAt = publishedAt == null ? ReleaseStatement.TIME_UNKNOWN : publishedAt;
        settings = settings == null ? List.of() : List.copyOf(settings);
    }

    /** Of a skill of which only its place and version are known. */
    public static Origin of(String source, String owner, String slug, String version) {
        return new Origin(source, null, owner, slug, version, null, null, null, null, List.of());
    }

    /** @throws ProvisioningException {@code legacy_name_missing}, {@code legacy_version_invalid} */
    Naming naming() throws ProvisioningException {
        return new Naming(
                LegacyId.of(owner, slug),
                LegacyId.version(version),
                slug,
                true,
                displayName,
                summary,
                publisher(),
                null,
                List.of("Legacy"),
                changelog,
                settings);
    }

    /** As ClawHub writes it, such as {@code @acme/invoice-tools}. */
    public String reference() {
        return owner == null ? slug : "@" + owner + "/" + slug;
    }

    /** What stands where a signed release has its publisher's name; a folder may name whomever it likes. */
    public String publisher() {
        if (owner == null) {
            return "someone on ClawHub";
        }
        return "@" + owner + " on ClawHub" + (source.equals(IMPORTED) ? ", by its own word" : "");
    }

    /** What stands where a signed release has its key: the place, so that later versions come from there, too. */
    public String keyId() {
        return Digests.sha256Hex((source + "\n" + reference()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
