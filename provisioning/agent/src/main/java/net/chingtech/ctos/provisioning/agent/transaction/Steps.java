package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;

/**
 * The steps of a group.
 *
 * @param group whose steps they are
 * @param prepare all that is slow or may fail harmlessly: nothing that runs is touched
 * @param exchange the rest, up to the truth and the broom
 */
record Steps(Group group, List<Step> prepare, List<Step> exchange) {

    static Steps of(Group group, World world) {
        return new Steps(group, prepare(world, group.works()), exchange(world, group.works()));
    }

    private static List<Step> prepare(World world, List<Work> works) {
        List<Step> steps = new ArrayList<>();
        List<Work> copied = works.stream().filter(Steps::copiesData).toList();
        if (!copied.isEmpty()) {
            steps.add(new SpaceStep(world, copied));
        }
        works.stream().filter(Work::downloads).forEach(work -> steps.add(new FetchStep(world, work)));
        works.stream().filter(Work::downloads).forEach(work -> steps.add(new VerifyStep(world, work)));
        works.stream().filter(Work::downloads).forEach(work -> steps.add(new StageStep(world, work)));
        works.stream().filter(Steps::isKept).forEach(work -> steps.add(new TakeKeptStep(world, work)));
        return steps;
    }

    private static List<Step> exchange(World world, List<Work> works) {
        List<Step> steps = new ArrayList<>();
        // 1. What must not run beside its next version stops: who calls others goes first, so that its last calls find
        // them.
        List<Work> callersFirst = new ArrayList<>(works);
        Collections.reverse(callersFirst);
        for (Work work : callersFirst) {
            if (work.callersWait()) {
                steps.add(new HoldStep(world, work));
            }
            if (work.callersWait() || work.kind() == ItemKind.UNINSTALL) {
                steps.add(StopOldStep.now(world, work));
            }
        }
        // 2. Each new version, what is needed before what needs it.
        works.stream().filter(Steps::starts).forEach(work -> steps.addAll(newVersion(world, work)));
        // 3. Old versions run until all new ones answer: so long the way back is short.
        works.stream()
                .filter(work -> starts(work) && !work.callersWait() && work.from() != null)
                .forEach(work -> steps.add(StopOldStep.afterSwitch(world, work)));
        // 4. The truth, and then the broom.
        steps.add(new CommitStep(world, works));
        steps.add(new CleanStep(world, works));
        return steps;
    }

    private static List<Step> newVersion(World world, Work work) {
        List<Step> steps = new ArrayList<>();
        if (copiesData(work) || work.kind() == ItemKind.CONFIGURE) {
            steps.add(new SnapshotStep(world, work));
            if (work.part().restores()) {
                steps.add(new RestoreStep(world, work));
            }
            steps.add(new SettingsStep(world, work));
            if (work.part().carries() != null) {
                steps.add(new CarryStep(world, work));
            }
            if (MigrateStep.isNeeded(world, work)) {
                steps.add(new MigrateStep(world, work, DataVersion.goneOnWith(world, work)));
            }
        }
        steps.add(new StartStep(world, work));
        steps.add(new HealthStep(world, work));
        steps.add(new SwitchStep(world, work));
        return steps;
    }

    private static boolean starts(Work work) {
        return work.kind() != ItemKind.UNINSTALL;
    }

    /** Whether another version comes, so that what the skill has is copied before. */
    private static boolean copiesData(Work work) {
        return switch (work.kind()) {
            case INSTALL, UPDATE, ROLLBACK -> true;
            // What starts again with what it is given from a legacy skill has something to lose, too.
            case RESTART -> work.part().carries() != null;
            case UNINSTALL, CONFIGURE -> false;
        };
    }

    private static boolean isKept(Work work) {
        return !work.downloads() && starts(work);
    }
}
