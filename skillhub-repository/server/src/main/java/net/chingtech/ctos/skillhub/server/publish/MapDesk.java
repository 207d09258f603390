package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.mapping.SkillMapRules;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.store.Maps;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in which skill follows which legacy skill, and hands it on. */
public final class MapDesk {

    private static final Logger LOG = LoggerFactory.getLogger(MapDesk.class);

    private final Maps maps;
    private final Ledger ledger;

    public MapDesk(Maps maps, Ledger ledger) {
        this.maps = maps;
        this.ledger = ledger;
    }

    /** The file, as it was brought. */
    public byte[] file() throws Refused {
        return maps.last()
                .map(Maps.Kept::content)
                .orElseThrow(() -> new Refused(new Problem(
                        404,
                        "map_unknown",
                        "This hub has no " + SkillMap.NAME + ".",
                        "Whoever runs the hub brings one with ./ctos hub map FILE.")));
    }

    /**
     * Proves a map and keeps it in the place of the one before; when this returns it is in the signed lists.
     *
     * @return false when the very same was there already
     */
    public boolean take(byte[] content) throws Refused {
        boolean isNew;
        try {
            SkillMap map = SkillMapRules.read(content);
            isNew = ledger.enter(() -> keep(map, content));
        } catch (FormatException e) {
            throw Refusals.body(e);
        } catch (IOException e) {
            throw new StoreFailed("keeping the map failed", e);
        }
        ledger.awaitListed();
        return isNew;
    }

    private boolean keep(SkillMap map, byte[] content) throws Refused {
        Optional<Maps.Kept> before = maps.last();
        if (before.isPresent() && Arrays.equals(before.get().content(), content)) {
            return false;
        }
        if (before.isPresent() && map.version() <= before.get().version()) {
            throw new Refused(new Problem(
                    409,
                    "map_not_newer",
                    "The map has version " + map.version() + "; the hub has version "
                            + before.get().version() + " with another content.",
                    "Was it made from the hub's present one (GET /api/v1/" + SkillMap.NAME
                            + ")? Then raise its version and send it again."));
        }
        maps.keep(new Maps.Kept(map.version(), content));
        LOG.info(
                "{} of version {}, with {} lines",
                SkillMap.NAME,
                map.version(),
                map.mappings().size());
        return true;
    }
}
