package net.chingtech.ctos.skillhub.server.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;

/** Which release of a skill is the newest, by SemVer. */
public final class Newest {

    public static final Comparator<ReleaseLine> FIRST =
            Comparator.comparing(ReleaseLine::version).reversed();

    private Newest() {}

    /** The newest that subscribers of a channel are offered. */
    public static Optional<ReleaseLine> in(Collection<ReleaseLine> releases, Channel channel) {
        return releases.stream()
                .filter(ReleaseLine::offered)
                .filter(release -> channel.sees(release.channel(), release.version()))
                .min(FIRST);
    }
}
