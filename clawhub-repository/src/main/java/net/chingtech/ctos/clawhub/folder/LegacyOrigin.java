package net.chingtech.ctos.clawhub.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/**
 * What the {@code clawhub} command wrote down when it installed a skill: {@code .clawhub/origin.json}. Anybody can have changed
 * it since.
 *
 * @param registry the address that it came from
 * @param owner the owner's handle, or null
 * @param fingerprint of the folder as it was installed; null from older commands
 */
public record LegacyOrigin(
        String registry, String owner, String slug, String version, Instant installedAt, String fingerprint) {

    /** The folder's; empty when it has none that can be read. */
    public static Optional<LegacyOrigin> of(LegacyFolder folder) {
        return folder.mark(".clawhub/origin.json")
                .or(() -> folder.mark(".clawdhub/origin.json"))
                .flatMap(file -> read(file.content()));
    }

    static Optional<LegacyOrigin> read(byte[] json) {
        if (json.length > LegacyMeta.LARGEST) {
            return Optional.empty();
        }
        try {
            JsonNode origin = Json.readTree(json);
            String slug = LegacyMeta.text(origin, "slug");
            String fingerprint = origin.path("fingerprint").asText();
            return slug == null
                    ? Optional.empty()
                    : Optional.of(new LegacyOrigin(
                            LegacyMeta.text(origin, "registry"),
                            LegacyMeta.text(origin, "ownerHandle"),
                            slug,
                            LegacyMeta.text(origin, "installedVersion"),
                            LegacyMeta.time(origin.path("installedAt")),
                            Digests.isSha256Hex(fingerprint) ? fingerprint : null));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }
}
