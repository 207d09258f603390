package net.chingtech.ctos.provisioning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/**
 * How installed releases stand with the source that they came from, by its signed metadata of this moment.
 *
 * @param asOf when the source was asked
 * @param releases by release; one that the source does not list any more is missing
 * @param notices what publishers and authorities signed about keys; each is to be proven by its own signature
 */
public record Standing(Instant asOf, Map<Ref, Listing> releases, List<Envelope> notices) {

    /** One release, exactly. */
    public record Ref(SkillId id, SkillVersion version, String sha256) {}

    public Standing {
        releases = Map.copyOf(releases);
        notices = List.copyOf(notices);
    }
}
