package net.chingtech.ctos.provisioning.agent.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.problem.Surroundings;
import net.chingtech.ctos.provisioning.agent.quarantine.QuarantineWords;
import net.chingtech.ctos.provisioning.agent.store.Dispute;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Store;

/** What keeps an installed skill off at the container's start, and how an administrator hears of it. */
public final class StartCheck {

    private static final String LOCK_CHANGED = "lock_changed";

    private static final String ARTIFACT_CHANGED = "artifact_changed";

    private static final Set<String> FILES_CHANGED = Set.of("digest_mismatch", "artifact_missing");

    /** Told when it was found out, and shown until it was read. */
    private static final Set<String> TOLD = Set.of("release_revoked", "undo_failed");

    private final Store store;
    private final Alerts alerts;
    private final KeptOff keptOff;

    public StartCheck(Store store, Alerts alerts, KeptOff keptOff) {
        this.store = store;
        this.alerts = alerts;
        this.keptOff = keptOff;
    }

    /** Tells of what is wrong with registry, lock file and pins beyond single skills. */
    void begin() {
        if (!store.strange().isEmpty()) {
            alerts.raiseAndRecord(
                    Alert.Level.WARNING,
                    null,
                    "container",
                    new Problem(
                            409,
                            LOCK_CHANGED,
                            "What this container remembers of its skills was changed by something else. "
                                    + String.join(" ", store.strange()),
                            "Find out who changed skills/registry.json, skills/skill-lock.json or trust/pins.json."));
        }
    }

    /**
     * @throws ProvisioningException {@code release_revoked}, {@code lock_changed}, {@code undo_failed}: the skill must not
     *     be started
     */
    void before(Entry entry) throws ProvisioningException {
        Optional<Problem> off = keptOff.why(entry.id());
        if (off.isPresent()) {
            throw new ProvisioningException(off.get());
        }
        if (entry.quarantined() != null) {
            throw new ProvisioningException(QuarantineWords.of(entry));
        }
        Dispute dispute = store.disputes().get(entry.id());
        if (dispute != null) {
            throw changed(entry, "registry and lock file say different things of it", dispute.differences());
        }
    }

    /**
     * Whether a skill is given nothing that it does not ask for: what is granted was agreed to for this very manifest.
     *
     * @throws ProvisioningException {@code lock_changed}
     */
    static void grants(Entry entry, List<SkillPermission> asked) throws ProvisioningException {
        List<SkillPermission> extra = new ArrayList<>(entry.current().grants());
        extra.removeAll(asked);
        if (!extra.isEmpty()) {
            throw changed(
                    entry,
                    "the registry grants it what it does not ask for",
                    extra.stream().map(SkillPermission::name).sorted().toList());
        }
    }

    /** Tells of a skill that was not started, unless that was told before: why, and what to do. */
    void stayedOff(Entry entry, Problem why) {
        if (TOLD.contains(why.code()) || goesBack(entry, why)) {
            return;
        }
        alerts.raiseAndRecord(
                Alert.Level.DANGER,
                entry.id(),
                entry.id() + "@" + entry.current().version(),
                told(entry, why));
    }

    /** One on probation goes back by itself now, which is told. */
    private static boolean goesBack(Entry entry, Problem why) {
        return entry.probation() != null && !Surroundings.areToBlame(why);
    }

    private static Problem told(Entry entry, Problem why) {
        if (why.code().equals(LOCK_CHANGED)) {
            return why;
        }
        if (FILES_CHANGED.contains(why.code())) {
            return new Problem(
                    why.status(), ARTIFACT_CHANGED, why.detail() + " The skill stays off.", why.nextStep(), why.more());
        }
        String again = "./ctos restart " + entry.id();
        return new Problem(
                why.status(),
                "skill_off",
                entry.current().name() + " did not come up with the container, and stays off; its data and settings are"
                        + " kept. " + why.detail(),
                why.nextStep().contains(again) ? why.nextStep() : why.nextStep() + " " + again + " tries it again.",
                why.more());
    }

    private static ProvisioningException changed(Entry entry, String how, List<String> differences) {
        return new ProvisioningException(new Problem(
                409,
                LOCK_CHANGED,
                entry.current().name() + " stays off: " + how + " (" + String.join("; ", differences) + ").",
                "Find out who changed skills/registry.json or skills/skill-lock.json. When what the registry says is right,"
                        + " start it with ./ctos restart " + entry.id() + "; otherwise uninstall it.",
                differences));
    }
}
