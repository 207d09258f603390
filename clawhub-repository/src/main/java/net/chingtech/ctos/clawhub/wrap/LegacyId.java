package net.chingtech.ctos.clawhub.wrap;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * The id and the version that a legacy skill has here. {@code @acme/invoice-tools} is {@code clawhub.acme.invoice-tools}; without
 * an owner it is {@code clawhub._.invoice-tools}, which is nobody's, since no handle is an underscore alone. A handle or slug
 * that an id cannot hold is written in what it can hold, and eight digits of its SHA-256 behind two hyphens: two names never
 * become one, and a name that has such an ending of its own gets another.
 */
public final class LegacyId {

    private static final String NOBODY = "_";
    private static final int LONGEST_PART = 56;
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]([a-z0-9_-]*[a-z0-9])?");
    private static final Pattern MARKED = Pattern.compile(".*--[0-9a-f]{8}");

    private LegacyId() {}

    /**
     * @param owner the owner's handle, without {@code @}; null when nobody knows
     * @throws ProvisioningException {@code legacy_name_missing} when there is no slug
     */
    public static SkillId of(String owner, String slug) throws ProvisioningException {
        if (slug == null || slug.isBlank()) {
            throw LegacyProblem.unfit(
                    "legacy_name_missing", "The skill has no name on ClawHub.", "Say which skill it is.");
        }
        String first = owner == null || owner.isBlank() ? NOBODY : part(owner);
        return new SkillId(SkillId.LEGACY + "." + first + "." + part(slug));
    }

    /** The version, as it is. @throws ProvisioningException {@code legacy_version_invalid} */
    public static SkillVersion version(String version) throws ProvisioningException {
        try {
            return SkillVersion.parse(version);
        } catch (FormatException e) {
            throw LegacyProblem.unfit(
                    "legacy_version_invalid",
                    "Its version is not one of SemVer without build metadata: "
                            + LegacyProblem.shown(String.valueOf(version)) + ".",
                    "Take a version such as 1.2.0.");
        }
    }

    private static String part(String name) {
        boolean plain = name.length() <= LONGEST_PART
                && PLAIN.matcher(name).matches()
                && !MARKED.matcher(name).matches();
        return plain ? name : marked(name);
    }

    private static String marked(String name) {
        String digest = Digests.sha256Hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        String readable = name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9_-]+", "-")
                .replaceAll("^[_-]+|[_-]+$", "");
        String start = readable.substring(0, Math.min(readable.length(), LONGEST_PART - 10));
        return (start.isEmpty() ? "x" : start) + "--" + digest;
    }
}
