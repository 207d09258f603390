package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;

/**
 * {@code trust/pins.json}: where each id that was ever installed here is at home. A pin outlives the skill, so that
 * uninstalling does not open the id to somebody else.
 */
public record Pins(int format, SortedMap<SkillId, Pin> pins) {

    static final int FORMAT = 1;

    static final Pins EMPTY = new Pins(FORMAT, new TreeMap<>());

    /** The source, publisher and key of one id. */
    public record Pin(String source, String publisher, String keyId, Instant since) {}

    public Pins {
        pins = pins == null ? new TreeMap<>() : new TreeMap<>(pins);
    }

    public Optional<Pin> of(SkillId id) {
        return Optional.ofNullable(pins.get(id));
    }

    /** These pins with one set; the same pin again keeps its time. */
    public Pins with(SkillId id, Pin pin) {
        Pin old = pins.get(id);
        boolean same = old != null
                && old.source().equals(pin.source())
                && old.publisher().equals(pin.publisher())
                && old.keyId().equals(pin.keyId());
        if (same) {
            return this;
        }
        SortedMap<SkillId, Pin> changed = new TreeMap<>(pins);
        changed.put(id, pin);
        return new Pins(FORMAT, changed);
    }
}
