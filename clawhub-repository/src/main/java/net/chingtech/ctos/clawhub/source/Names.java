package net.chingtech.ctos.clawhub.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * From an id back to what ClawHub calls the skill. Most ids say it themselves; one whose owner could not stand in an id is
 * remembered from when it was seen, or looked for.
 */
final class Names {

    private static final int MOST = 5_000;
    private static final int LOOKED_AT = 100;
    private static final String NOBODY = "_";

    private final ClawHub hub;
    private final Map<SkillId, Ref> seen =
            Collections.synchronizedMap(new LinkedHashMap<SkillId, Ref>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<SkillId, Ref> eldest) {
                    return size() > MOST;
                }
            });

    Names(ClawHub hub) {
        this.hub = hub;
    }

    /** Remembers a name whose id does not say it. */
    void seen(Ref ref) {
        Cards.id(ref).filter(id -> said(id).isEmpty()).ifPresent(id -> seen.put(id, ref));
    }

    /** @throws ProvisioningException {@code skill_unknown} */
    Ref of(SkillId id) throws ProvisioningException {
        Optional<Ref> known = said(id).or(() -> Optional.ofNullable(seen.get(id)));
        if (known.isPresent()) {
            return known.get();
        }
        String slug = id.value().substring(id.value().lastIndexOf('.') + 1);
        for (Said.Row row :
                id.isLegacy() ? hub.search(slug, LOOKED_AT, true).results() : java.util.List.<Said.Row>of()) {
            Ref ref = new Ref(row.handle(), row.slug());
            if (Cards.id(ref).filter(id::equals).isPresent()) {
                seen.put(id, ref);
                return ref;
            }
        }
        throw new ProvisioningException(hub.skillUnknown(id));
    }

    private static Optional<Ref> said(SkillId id) {
        String[] parts = id.value().split("\\.");
        if (parts.length != 3 || !id.isLegacy()) {
            return Optional.empty();
        }
        Ref ref = new Ref(parts[1].equals(NOBODY) ? null : parts[1], parts[2]);
        return Cards.id(ref).filter(id::equals).map(same -> ref);
    }
}
