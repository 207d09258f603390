package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan.Kind;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.plan.Planned;

/** The steps of a plan: all that is slow or may fail harmlessly first, then each skill in turn, then the truth. */
public final class Steps {

    private Steps() {}

    public static List<Step> of(Planned planned, Consent consent, World world) {
        boolean purge = planned.change() instanceof Change.Uninstall uninstall && uninstall.purge();
        List<Work> works = planned.parts().stream()
                .map(part -> new Work(part, accepted(part, consent)))
                .toList();
        List<Step> steps = new ArrayList<>();
        // 1. Nothing that runs is touched before all is here and proven.
        works.stream().filter(Steps::downloads).forEach(work -> steps.add(new FetchStep(world, work)));
        works.stream().filter(Steps::downloads).forEach(work -> steps.add(new VerifyStep(world, work)));
        works.stream().filter(Steps::downloads).forEach(work -> steps.add(new StageStep(world, work)));
        // 2. Each skill, what is needed before what needs it.
        works.forEach(work -> steps.addAll(exchange(world, work)));
        // 3. The truth, and then the broom.
        steps.add(new CommitStep(world, works, purge));
        steps.add(new CleanStep(world, works, purge));
        return steps;
    }

    private static List<Step> exchange(World world, Work work) {
        Kind kind = work.item().kind();
        if (kind == Kind.UNINSTALL) {
            return List.of(StopOldStep.now(world, work));
        }
        List<Step> steps = new ArrayList<>();
        if (kind == Kind.ROLLBACK || kind == Kind.RESTART) {
            steps.add(new TakeKeptStep(world, work));
        }
        boolean stopsFirst = work.item().callersWait();
        if (stopsFirst) {
            steps.add(StopOldStep.now(world, work));
        }
        steps.add(new StartStep(world, work));
        steps.add(new HealthStep(world, work));
        steps.add(new SwitchStep(world, work));
        if (!stopsFirst && kind != Kind.INSTALL) {
            steps.add(StopOldStep.afterSwitch(world, work));
        }
        return steps;
    }

    private static boolean downloads(Work work) {
        return work.part().release() != null;
    }

    private static Set<SkillPermission> accepted(Part part, Consent consent) {
        return consent.accept().getOrDefault(part.item().consentKey(), Set.of());
    }
}
