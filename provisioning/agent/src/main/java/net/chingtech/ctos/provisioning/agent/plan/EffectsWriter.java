package net.chingtech.ctos.provisioning.agent.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.KeptData;
import net.chingtech.ctos.provisioning.agent.store.State;

/** Writes down what a change does beyond the release itself: to data, to what is reached, and whether there is a way back. */
final class EffectsWriter {

    private final State state;
    private final Change change;
    private final Reaches reaches;
    private final DataSize sizes;

    EffectsWriter(State state, Change change, Reaches reaches, DataSize sizes) {
        this.state = state;
        this.change = change;
        this.reaches = reaches;
        this.sizes = sizes;
    }

    /**
     * One change of one skill.
     *
     * @param migrations what its data goes through
     * @param before what is installed, or null
     */
    record Step(
            Plan.Kind kind,
            Candidate candidate,
            ReleaseStatement statement,
            List<SkillManifest.Migration> migrations,
            Entry before) {}

    Plan.Effects of(Step step) {
        Set<SkillPermission> now = step.before() == null
                ? Set.of()
                : Set.copyOf(step.before().current().grants());
        Set<SkillPermission> then = new LinkedHashSet<>(Reaches.usual(step.statement(), step.before()));
        SkillId id = step.candidate().id();
        boolean data = sizes.hasAny(id);
        boolean copied = data && copies(step);
        return new Plan.Effects(
                reaches.afterwards().beyond(then, reaches.today(), now),
                reaches.today().beyond(now, reaches.afterwards(), then),
                step.migrations().stream().map(Migrations::words).toList(),
                copied ? sizes.of(id) : 0,
                data || step.kind() == Plan.Kind.ROLLBACK ? dataWords(step) : "",
                wayBack(step),
                failedBefore(step));
    }

    Plan.Effects removal(Entry entry, boolean purge) {
        boolean data = sizes.hasAny(entry.id());
        return new Plan.Effects(
                List.of(),
                reaches.today().beyond(entry.current().grants(), reaches.today(), List.of()),
                List.of(),
                0,
                !data ? "" : purge ? "Its data is deleted." : "Its data is kept for 30 days.",
                data && purge
                        ? "None for its data, which is gone for good; the skill can be installed again."
                        : "Install it again" + (data ? " within 30 days: it finds its data." : "."),
                null);
    }

    /** What was kept of the skill when it was uninstalled, or null. */
    KeptData kept(SkillId id) {
        return state.registry().keptData().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Whether there is anything that a change of it could lose. */
    boolean hasData(SkillId id) {
        return sizes.hasAny(id);
    }

    private static boolean copies(Step step) {
        return switch (step.kind()) {
            case UPDATE, ROLLBACK -> true;
            case INSTALL -> !step.migrations().isEmpty();
            case RESTART, UNINSTALL -> false;
        };
    }

    private String dataWords(Step step) {
        return switch (step.kind()) {
            case INSTALL -> "It finds the data that was kept when it was uninstalled" + version(step) + ".";
            case UPDATE ->
                step.migrations().isEmpty()
                        ? "Its data stays; a copy is kept for the way back."
                        : "Its data is copied for the way back, then brought forward.";
            case ROLLBACK -> RollbackData.words(step.before(), step.candidate().past(), change);
            case RESTART, UNINSTALL -> "";
        };
    }

    private String version(Step step) {
        KeptData kept = kept(step.candidate().id());
        if (kept == null || kept.shape() == null) {
            return "";
        }
        SkillVersion to = step.candidate().version();
        boolean newer = kept.shape().compareTo(to) > 0;
        return ", by version " + kept.shape() + (newer ? ", which is newer: " + to + " may not understand it" : "");
    }

    private static String wayBack(Step step) {
        SkillId id = step.candidate().id();
        return switch (step.kind()) {
            case INSTALL -> "./ctos uninstall " + id + " removes it again.";
            case UPDATE ->
                "./ctos rollback " + id + " goes back to "
                        + step.before().current().version()
                        + (step.migrations().isEmpty() ? "." : ", and puts its data of before back.");
            case ROLLBACK ->
                "./ctos rollback " + id + " --version "
                        + step.before().current().version() + " undoes it.";
            case RESTART -> "Nothing is lost by it: the same release starts again.";
            case UNINSTALL -> "";
        };
    }

    /** Only this very release: the same version made anew may be well. */
    private static Problem failedBefore(Step step) {
        if (step.before() == null) {
            return null;
        }
        String sha256 = step.statement().artifact().sha256();
        return step.before().failed().stream()
                .filter(one -> one.sha256().equals(sha256))
                .findFirst()
                .map(FailedVersion::problem)
                .orElse(null);
    }
}
