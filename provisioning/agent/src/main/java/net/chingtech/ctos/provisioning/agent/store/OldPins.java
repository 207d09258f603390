package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.Pins.Pin;
import net.chingtech.ctos.verify.Publisher;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pins of what is installed, made whole: those of format 1 do not say who vouched for the publisher, and without that what
 * this authority says of the key would count for nothing here; and a file that somebody removed says nothing at all. The
 * registry has the key, and the statement on disk proves the rest. Pins of legacy skills are given the folders of what lies here.
 */
final class OldPins {

    private static final Logger LOG = LoggerFactory.getLogger(OldPins.class);

    private final Folders folders;
    private final Verifier verifier;

    OldPins(Folders folders, Verifier verifier) {
        this.folders = folders;
        this.verifier = verifier;
    }

    /** The pins of a state; what there is no proof of stays as it is. */
    Pins completed(State state) {
        Pins pins = state.pins();
        SeenFolders seen = new SeenFolders(folders);
        for (Entry entry : state.registry().skills()) {
            Pin pin = pins.of(entry.id()).orElseGet(() -> pin(entry));
            if (pin.authority() == null && !pin.unverified()) {
                pins = pins.with(entry.id(), completed(entry, pin));
            }
        }
        for (Map.Entry<SkillId, List<Deployed>> legacy :
                SeenFolders.lying(state.registry()).entrySet()) {
            Pin pin = pins.of(legacy.getKey()).orElse(null);
            if (pin != null) {
                pins = pins.with(legacy.getKey(), seen.completed(legacy.getKey(), legacy.getValue(), pin));
            }
        }
        return pins;
    }

    /** The installed skills that have no pin, by id. */
    static List<SkillId> missing(State state) {
        return state.registry().skills().stream()
                .map(Entry::id)
                .filter(id -> state.pins().of(id).isEmpty())
                .toList();
    }

    private static Pin pin(Entry entry) {
        Deployed current = entry.current();
        return new Pin(
                entry.source(),
                current.publisher(),
                current.keyId(),
                null,
                false,
                List.of(),
                entry.installedAt(),
                null);
    }

    private Pin completed(Entry entry, Pin pin) {
        try {
            byte[] statement = Files.readAllBytes(
                    folders.statement(entry.id(), entry.current().version()));
            Publisher publisher = verifier.statement(Envelope.read(statement)).publisher();
            boolean same =
                    publisher.keyId().equals(pin.keyId()) && publisher.name().equals(pin.publisher());
            return same ? Pin.of(pin.source(), publisher, pin.since()) : pin;
        } catch (IOException | FormatException | VerificationFailed e) {
            LOG.warn("who vouched for {} of {} is not known: {}", pin.publisher(), entry.id(), e.getMessage());
            return pin;
        }
    }
}
