package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Change.DataChoice;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Past;

/** The earlier states of one skill, and which of them somebody means. */
final class KeptStates {

    private final Entry entry;

    KeptStates(Entry entry) {
        this.entry = entry;
    }

    /**
     * The state that a rollback names: by its id, by its version, or by nothing, which means the newest of another version.
     * Of several states of that version it is the newest with data that the version knows; others have to be named.
     *
     * @throws ProvisioningException {@code nothing_to_roll_back}, {@code no_data_kept}, {@code data_ahead}
     */
    Past named(Change.Rollback change) throws ProvisioningException {
        Past newest = entry.history().stream()
                .filter(one -> change.stateId() == null
                        ? change.version() != null || !isPresent(one)
                        : change.stateId().equals(one.stateId()))
                .filter(one -> change.version() == null
                        || change.version().equals(one.release().version()))
                .findFirst()
                .orElseThrow(() -> none(change));
        Past past =
                change.stateId() != null || change.data() == DataChoice.KEEP ? newest : known(newest, change.data());
        boolean restored = RollbackData.restored(entry, past, change.data());
        if (restored && !past.hasData()) {
            throw Refusals.of(
                    409,
                    "no_data_kept",
                    "No data was kept with " + words(past) + " of " + entry.id() + ", so that none can be put back.",
                    "Go back to it without its data: what is there now stays.");
        }
        if (isPresent(past) && !restored) {
            throw Refusals.of(
                    409,
                    "nothing_to_roll_back",
                    entry.id() + " is at " + entry.current().version() + " already, and its data would stay as it is.",
                    "To have the data of " + words(past) + " again, ask for it.");
        }
        return past;
    }

    /** The newest state of the same release whose data that release knows. */
    private Past known(Past newest, DataChoice choice) throws ProvisioningException {
        Optional<Past> known = entry.history().stream()
                .filter(past -> past.release().sha256().equals(newest.release().sha256()))
                .filter(past -> !RollbackData.isAhead(entry, past, choice))
                .filter(past -> !isPresent(past) || RollbackData.restored(entry, past, choice))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        boolean chosenBefore = newest.shape().compareTo(newest.release().version()) > 0;
        if (!chosenBefore) {
            // No copy of before the migration was kept; the plan says so.
            return newest;
        }
        throw Refusals.of(
                409,
                "data_ahead",
                entry.id() + " " + newest.release().version() + " would find data in the shape of " + newest.shape()
                        + ", which is newer, and no copy of data that it knows is kept.",
                "Stay at " + entry.current().version() + "; or, when you know that "
                        + newest.release().version()
                        + " understands that data, say that it stays: ./ctos rollback " + entry.id() + " --version "
                        + newest.release().version() + " --data keep.");
    }

    private boolean isPresent(Past past) {
        return past.release().sha256().equals(entry.current().sha256());
    }

    private ProvisioningException none(Change.Rollback change) {
        String wanted = change.stateId() != null
                ? "no state " + change.stateId() + (change.version() == null ? "" : " of " + change.version())
                : change.version() == null ? "no state of another version" : "no state of " + change.version();
        List<String> kept = entry.history().stream().map(KeptStates::words).toList();
        return Refusals.of(
                409,
                "nothing_to_roll_back",
                entry.id() + " is at " + entry.current().version() + ", and " + wanted + " is kept"
                        + (kept.isEmpty() ? "." : "; kept is " + String.join(", ", kept) + "."),
                kept.isEmpty()
                        ? "To get another version, uninstall the skill and install that one; its data is kept."
                        : "Name one of those that are kept: ./ctos history " + entry.id() + ".",
                kept);
    }

    private static String words(Past past) {
        return "the state " + past.stateId() + " (" + past.release().version() + ")";
    }
}
