package net.chingtech.ctos.provisioning.agent.transaction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.agent.journal.Head;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;

/** Carries out groups one after the other, once all of them are prepared. One that fails does not stop the others. */
final class Carrying {

    private final World world;
    private final RunningTask task;
    private final String plan;
    private final String actor;
    private final boolean independent;
    private final List<Transaction> transactions = new ArrayList<>();

    /**
     * @param plan the plan's digest; null when nobody planned it
     * @param independent whether each group is prepared only when it is its turn, whatever became of the others
     */
    Carrying(World world, RunningTask task, String plan, String actor, List<Steps> all, boolean independent) {
        this.independent = independent;
        this.world = world;
        this.task = task;
        this.plan = plan;
        this.actor = actor;
        Progress progress = new Progress(task, all);
        for (int i = 0; i < all.size(); i++) {
            String id = task.now().taskId() + "-" + (i + 1);
            transactions.add(new Transaction(id, all.get(i), world, task, progress));
        }
    }

    /**
     * How each group ended.
     *
     * @param ended told that at once; of one that is the truth while its journal still is there, so that a start of the
     *     container after a kill can make up for what was not told
     */
    Map<Group, Outcome> run(BiConsumer<Group, Outcome> ended) {
        return independent ? eachByItself(ended) : together(ended);
    }

    /** What cannot even be prepared must not keep the others. */
    private Map<Group, Outcome> eachByItself(BiConsumer<Group, Outcome> ended) {
        Map<Group, Outcome> outcomes = new LinkedHashMap<>();
        int number = 0;
        for (Transaction one : transactions) {
            number++;
            task.goesOnWithAnother();
            Outcome outcome = one.prepare(head(one, number));
            if (outcome.isDone()) {
                outcome = one.exchange(done -> ended.accept(one.group(), done));
            } else {
                ended.accept(one.group(), outcome);
            }
            outcomes.put(one.group(), outcome);
        }
        return outcomes;
    }

    private Map<Group, Outcome> together(BiConsumer<Group, Outcome> ended) {
        Map<Group, Outcome> outcomes = new LinkedHashMap<>();
        List<Transaction> prepared = new ArrayList<>();
        for (Transaction one : transactions) {
            Outcome outcome = one.prepare(head(one, prepared.size() + 1));
            if (!outcome.isDone()) {
                for (Transaction each : transactions) {
                    Outcome other =
                            prepared.contains(each) ? each.undo(outcome.problem()) : Outcome.undone(outcome.problem());
                    outcomes.put(each.group(), each == one ? outcome : other);
                }
                outcomes.forEach(ended);
                return outcomes;
            }
            prepared.add(one);
        }
        for (Transaction one : transactions) {
            task.goesOn();
            outcomes.put(one.group(), one.exchange(outcome -> ended.accept(one.group(), outcome)));
        }
        return outcomes;
    }

    private Head head(Transaction transaction, int number) {
        String id = task.now().taskId() + "-" + number;
        List<Head.Item> items = transaction.group().works().stream()
                .map(work -> new Head.Item(
                        work.id(),
                        work.item().name(),
                        work.kind(),
                        work.from(),
                        work.to(),
                        backup(work, id),
                        work.callersWait(),
                        work.purge(),
                        work.part().replaces(),
                        work.part().carries() == null
                                ? List.of()
                                : List.copyOf(
                                        work.part().carries().carried().values().values())))
                .toList();
        return new Head(id, plan, actor, world.store().state().registry().revision(), items);
    }

    private String backup(Work work, String id) {
        boolean copied = work.kind() != ItemKind.UNINSTALL
                && (work.kind() != ItemKind.RESTART || work.part().carries() != null);
        Path root = world.folders().home().root();
        return copied ? root.relativize(world.backups().place(work.id(), id)).toString() : null;
    }

    /**
     * What a task ends with: nothing, what the only group failed with, or what succeeded and what did not; and what goes on
     * where it was undone.
     */
    Problem problem(Map<Group, Outcome> outcomes) {
        List<Outcome> failed =
                outcomes.values().stream().filter(one -> !one.isDone()).toList();
        if (failed.isEmpty()) {
            return null;
        }
        boolean allTheSame = failed.size() == outcomes.size()
                && failed.stream()
                        .allMatch(one -> one.problem().equals(failed.get(0).problem()));
        if (!allTheSame) {
            return partly(outcomes, failed);
        }
        Problem why = failed.get(0).problem();
        List<String> lines = new ArrayList<>(why.more());
        outcomes.keySet().forEach(group -> lines.addAll(standing(group)));
        return new Problem(why.status(), why.code(), why.detail(), why.nextStep(), lines);
    }

    /** What was there before a change that was undone, and whether it runs. */
    private List<String> standing(Group group) {
        return group.works().stream()
                .filter(work -> work.from() != null)
                .map(work -> work.item().name() + " " + work.from()
                        + (world.router()
                                        .running(work.id())
                                        .filter(one -> one.skill().version().equals(work.from()))
                                        .isPresent()
                                ? " goes on."
                                : " does not run now."))
                .toList();
    }

    private Problem partly(Map<Group, Outcome> outcomes, List<Outcome> failed) {
        int count = failed.size();
        boolean undone = failed.stream().allMatch(Outcome::undone);
        List<String> lines = new ArrayList<>();
        outcomes.forEach((group, outcome) -> lines.add(words(group) + ": "
                + (outcome.isDone() ? "done" : (outcome.problem() + " " + String.join(" ", standing(group))).trim())));
        return new Problem(
                500,
                "partly_done",
                (outcomes.size() - count) + " of " + outcomes.size() + " independent parts of the change were done; "
                        + (count == 1 ? "one failed and " : count + " failed and ")
                        + (undone ? (count == 1 ? "was undone." : "were undone.") : "could not wholly be undone."),
                "See what each of them says, mend that, and plan again what is missing.",
                lines);
    }

    private static String words(Group group) {
        return String.join(", ", group.works().stream().map(Work::words).toList());
    }
}
