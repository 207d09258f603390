package net.chingtech.ctos.provisioning.agent.plan;

import java.util.Collection;
import java.util.List;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.store.KeptData;

/** Which steps of a release bring the data that is there forward. */
final class Migrations {

    private Migrations() {}

    /**
     * The steps, in order; scripts only where the skill may have tables of its own.
     *
     * @param asked all that the release asks for
     * @param from the version whose shape the data of what is installed has, or null
     * @param kept data that is there from an earlier installation, or null
     */
    static List<SkillManifest.Migration> of(
            Plan.Kind kind, SkillManifest next, Collection<SkillPermission> asked, SkillVersion from, KeptData kept) {
        List<SkillManifest.Migration> steps =
                switch (kind) {
                    case UPDATE -> next.migrationsFrom(from);
                    case INSTALL -> next.migrationsFrom(kept == null ? null : kept.shape());
                    case ROLLBACK, RESTART, UNINSTALL -> List.of();
                };
        boolean tables = asked.contains(new SkillPermission.DbOwn());
        return steps.stream().filter(step -> tables || step.script() == null).toList();
    }

    static String words(SkillManifest.Migration step) {
        return step.script() != null
                ? "its own tables go through " + step.script()
                : "its data is brought forward by its step \"" + step.service() + "\"";
    }
}
