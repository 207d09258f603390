package net.chingtech.ctos.provisioning.agent.recovery;

import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.agent.journal.Head;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.journal.OpenJournal;

/** What administrators are told of a change that was cut off. */
final class RecoveryWords {

    private RecoveryWords() {}

    static Problem undone(List<Head.Item> items, List<String> left) {
        List<String> more = new ArrayList<>();
        items.stream()
                .filter(item -> item.from() != null)
                .forEach(item -> more.add(
                        item.name() + " " + item.from() + " is installed, with the data and settings of before."));
        more.addAll(left);
        return new Problem(
                500,
                "change_undone",
                "The container ended while it was about to "
                        + String.join(
                                ", ", items.stream().map(RecoveryWords::about).toList())
                        + ". What was done of it is undone."
                        + (left.isEmpty() ? "" : " Note: " + String.join("; ", left) + "."),
                "Plan the change again when you want it.",
                more);
    }

    static Problem damaged(OpenJournal journal) {
        String name = journal.file().getFileName().toString().replace(".jsonl", ".damaged");
        return new Problem(
                500,
                "journal_damaged",
                "The journal of a change that was cut off is damaged; it is kept as skills/journal/" + name
                        + ". What can be read of it was used, and the worst was assumed of the rest: what was copied"
                        + " before the change was put back.",
                "Look at the disk of the container's home, and whether the skills have the data that they should have.");
    }

    private static String about(Head.Item item) {
        if (item.replaces() != null && item.kind() != ItemKind.UNINSTALL) {
            return "put " + item.name() + " " + item.to() + " into the place of " + item.replaces();
        }
        return switch (item.kind()) {
            case INSTALL -> "install " + item.name() + " " + item.to();
            case UPDATE -> "update " + item.name() + " from " + item.from() + " to " + item.to();
            case ROLLBACK -> "go back with " + item.name() + " from " + item.from() + " to " + item.to();
            case UNINSTALL -> "uninstall " + item.name() + " " + item.from();
            case RESTART -> "start " + item.name() + " " + item.to() + " again";
            case CONFIGURE -> "set up " + item.name() + " " + item.to();
        };
    }
}
