package net.chingtech.ctos.skillhub.server.clawhub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.skillhub.server.search.Newest;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.SkillLine;

/**
 * A skill and its releases in short.
 *
 * @param releases newest first
 */
record Skill(SkillLine line, List<ReleaseLine> releases) {

    static final String LATEST = "latest";

    Skill {
        releases = releases.stream().sorted(Newest.FIRST).toList();
    }

    String slug() {
        return line.id().slug();
    }

    String owner() {
        return Handle.of(line.publisher());
    }

    /** The newest stable release that is offered. */
    Optional<ReleaseLine> latest() {
        return Newest.in(releases, Channel.STABLE);
    }

    List<ReleaseLine> offered() {
        return releases.stream().filter(ReleaseLine::offered).toList();
    }

    /** The newest release of each channel, by ClawHub's word for it; a channel that shows no more than another has none. */
    Map<String, ReleaseLine> tags() {
        Map<String, ReleaseLine> tags = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            Newest.in(releases, channel)
                    .filter(newest -> !tags.containsValue(newest))
                    .ifPresent(newest -> tags.put(channel == Channel.STABLE ? LATEST : channel.wire(), newest));
        }
        return tags;
    }

    /** Nothing of it may run any more. */
    boolean isRevoked() {
        return releases.stream().allMatch(release -> release.revoked() != null);
    }
}
