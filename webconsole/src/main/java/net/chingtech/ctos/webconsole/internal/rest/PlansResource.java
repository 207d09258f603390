package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** What a change would do; nothing is touched. */
final class PlansResource {

    /**
     * What is asked; {@code version} null or {@code latest} is the newest, {@code id} null in an update or a migration means all,
     * {@code host} null leaves what was wished before, {@code source} null is the skill's home or the first source that has it;
     * {@code state} and {@code data} are a rollback's.
     */
    record Wanted(
            String action,
            SkillId id,
            String version,
            boolean purge,
            Change.HostWish host,
            String source,
            String state,
            Change.DataChoice data) {}

    private final Doors doors;

    PlansResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.post("plans", this::plan);
    }

    private void plan(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        Change change = change(exchange.body(Wanted.class));
        exchange.answer(201, doors.skills().plan(change));
    }

    private static Change change(Wanted wanted) throws Refusal {
        String action = wanted.action() == null ? "" : wanted.action();
        if (wanted.id() == null && !List.of("update", "migrate").contains(action)) {
            throw new Refusal(
                    400,
                    "skill_id_missing",
                    "The plan does not say which skill it is about.",
                    "Send {\"action\", \"id\"}; only an update and a migration may leave the id out, and then mean all skills.");
        }
        boolean places = List.of("install", "update", "restart").contains(action) && wanted.id() != null;
        if (wanted.host() != null && !places) {
            throw new Refusal(
                    400,
                    "host_unexpected",
                    "A host can be wished for one skill that is installed, updated or started again.",
                    "Leave host out, or say which skill.");
        }
        if (wanted.source() != null && !action.equals("install")) {
            throw new Refusal(
                    400,
                    "source_unexpected",
                    "Only an installation can name where the skill comes from; an installed one stays with its source.",
                    "Leave source out.");
        }
        if ((wanted.state() != null || wanted.data() != null) && !action.equals("rollback")) {
            throw new Refusal(
                    400,
                    "state_unexpected",
                    "Only a rollback goes to an earlier state, and can keep or restore data.",
                    "Leave state and data out.");
        }
        return switch (action) {
            case "install" -> new Change.Install(wanted.id(), version(wanted), wanted.host(), wanted.source());
            case "update" -> new Change.Update(wanted.id(), version(wanted), wanted.host());
            case "restart" -> new Change.Restart(wanted.id(), wanted.host());
            case "rollback" -> new Change.Rollback(wanted.id(), version(wanted), wanted.state(), wanted.data());
            case "uninstall" -> new Change.Uninstall(wanted.id(), wanted.purge());
            case "migrate" -> new Change.Migrate(wanted.id());
            case "undo_migration" -> new Change.UndoMigration(wanted.id());
            default ->
                throw new Refusal(
                        400,
                        "action_unknown",
                        "The action is none that this container knows.",
                        "Use install, update, rollback, uninstall, restart, migrate or undo_migration.");
        };
    }

    private static SkillVersion version(Wanted wanted) throws Refusal {
        String version = wanted.version();
        return version == null || version.isBlank() || version.equals("latest")
                ? null
                : Exchange.parsed(version, SkillVersion::parse);
    }
}
