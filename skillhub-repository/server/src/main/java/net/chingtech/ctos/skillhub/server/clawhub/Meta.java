package net.chingtech.ctos.skillhub.server.clawhub;

import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** The file that a delivery brings beside the skill's own: where it came from. */
final class Meta {

    static final String NAME = "_meta.json";

    private Meta() {}

    /** The same bytes for ever, since they are part of the fingerprint of what was unpacked. No value needs escaping. */
    static byte[] of(StoredRelease release) {
        return """
                {
                  "ownerId": "%s",
                  "slug": "%s",
                  "version": "%s",
                  "publishedAt": %d
                }""".formatted(
                        Handle.of(release.publisher()),
                        release.manifest().id().slug(),
                        release.manifest().version(),
                        release.publishedAt().toEpochMilli())
                .getBytes(StandardCharsets.UTF_8);
    }
}
