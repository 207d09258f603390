package net.chingtech.ctos.provisioning.agent.recovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.journal.Head;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.journal.Journals;
import net.chingtech.ctos.provisioning.agent.journal.OpenJournal;
import net.chingtech.ctos.provisioning.agent.live.KeptOff;
import net.chingtech.ctos.provisioning.agent.store.Attempts;
import net.chingtech.ctos.provisioning.agent.store.Backup;
import net.chingtech.ctos.provisioning.agent.store.Backups;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.PuttingBack;
import net.chingtech.ctos.provisioning.agent.store.Remains;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.provisioning.agent.store.UndoWords;
import net.chingtech.ctos.runtime.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the journals that a process left open. Done again, also after it was cut off itself, it ends in the same. */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** What gives data another shape than the version before knows. */
    private static final Set<Act> RESHAPING = Set.of(Act.MIGRATE, Act.CARRY, Act.RESTORE);

    private final Store store;
    private final Journals journals;
    private final Backups backups;
    private final PuttingBack puttingBack;
    private final Remains remains;
    private final KeptOff keptOff;
    private final Alerts alerts;
    private final LateRecord record;
    private final GivenValues given;

    public Recovery(
            Store store,
            Journals journals,
            Backups backups,
            PuttingBack puttingBack,
            Remains remains,
            KeptOff keptOff,
            Alerts alerts,
            AuditLog audit) {
        this.store = store;
        this.journals = journals;
        this.backups = backups;
        this.puttingBack = puttingBack;
        this.remains = remains;
        this.keptOff = keptOff;
        this.alerts = alerts;
        this.record = new LateRecord(audit);
        this.given = new GivenValues(journals, remains.tables());
    }

    /**
     * Undoes, then finishes: what an uninstalled skill left goes only once a later installation of it, which copied that, is
     * undone. A skill that cannot be put right is kept off, and its journal and copies stay for the next start.
     *
     * @param clearing told of what cannot be cleared away; its journal stays, too
     * @return the transactions whose copies must stay
     * @throws IOException when nobody can see which journals, or whose copies, there are
     */
    public Set<String> run(Attempts clearing) throws IOException {
        Set<String> unfinished = new HashSet<>();
        List<Seen> made = new ArrayList<>();
        for (OpenJournal journal : journals.open()) {
            Seen seen = look(journal);
            if (isTrue(seen.journal(), seen.items())) {
                made.add(seen);
            } else if (!undo(seen, clearing)) {
                unfinished.add(journal.transaction());
            }
        }
        Set<String> toUndo = Set.copyOf(unfinished);
        for (Seen seen : made) {
            if (!finish(seen, toUndo, clearing)) {
                unfinished.add(seen.journal().transaction());
            }
        }
        return unfinished;
    }

    /** @param items as the journal says them, or its copies where it cannot be read */
    private record Seen(OpenJournal journal, List<Head.Item> items) {}

    private Seen look(OpenJournal found) throws IOException {
        List<SkillId> copied = found.head() == null ? backups.of(found.transaction()) : List.of();
        // Its first line lasts before anything is copied.
        OpenJournal journal = found.head() == null && !copied.isEmpty() ? found.asDamaged() : found;
        if (journal.damaged()) {
            say(null, Alert.Level.WARNING, RecoveryWords.damaged(journal));
        }
        return new Seen(journal, journal.head() != null ? journal.head().items() : items(journal, copied));
    }

    private boolean undo(Seen seen, Attempts clearing) {
        OpenJournal journal = seen.journal();
        Map<Head.Item, Problem> failed = new LinkedHashMap<>();
        List<String> left = new ArrayList<>();
        List<Head.Item> items = new ArrayList<>(seen.items());
        Collections.reverse(items);
        for (Head.Item item : items) {
            try {
                undo(journal, item).ifPresent(state -> left.add(UndoWords.left(item.name(), item.id(), state)));
            } catch (IOException | RuntimeException e) {
                LOG.error("what {} had before {} could not be put back", item.id(), journal.transaction(), e);
                failed.put(item, UndoWords.failed(item.name(), item.id(), journal.transaction(), e));
            }
        }
        tell(seen.items(), failed, left);
        return failed.isEmpty() && close(journal, clearing);
    }

    private boolean finish(Seen seen, Set<String> toUndo, Attempts clearing) {
        OpenJournal journal = seen.journal();
        LOG.info("the change {} was made the truth before the container ended", journal.transaction());
        if (journal.head() != null) {
            record.write(journal.head());
        }
        return clear(seen.items(), toUndo, clearing) && close(journal, clearing);
    }

    /** Without its first line a journal still has its name, which its copies have, too. */
    private List<Head.Item> items(OpenJournal journal, List<SkillId> copied) {
        List<Head.Item> items = new ArrayList<>();
        for (SkillId id : copied) {
            try {
                backups.find(id, journal.transaction()).ifPresent(backup -> items.add(item(id, backup)));
            } catch (IOException e) {
                LOG.error("nobody knows what the copy of {} is", id, e);
                items.add(new Head.Item(id, id.value(), ItemKind.RESTART, null, null, null, true, false));
            }
        }
        return items;
    }

    private static Head.Item item(SkillId id, Backup backup) {
        ItemKind kind = backup.from() == null ? ItemKind.INSTALL : ItemKind.UPDATE;
        return new Head.Item(id, id.value(), kind, backup.from(), backup.to(), null, !backup.whileRunning(), false);
    }

    /** Whether the registry is of after the change. It says so itself; what is in the journal may have failed. */
    private boolean isTrue(OpenJournal journal, List<Head.Item> items) {
        return journal.committed()
                || items.stream().anyMatch(item -> made(journal, item))
                || !items.isEmpty() && items.stream().allMatch(this::isGone);
    }

    private boolean made(OpenJournal journal, Head.Item item) {
        return store.state()
                .find(item.id())
                .filter(entry -> entry.isOf(journal.transaction())
                        || entry.transaction() == null && mayBeMade(journal, item, entry))
                .isPresent();
    }

    /** Of a registry that was made anew, which does not know what made it. */
    private boolean mayBeMade(OpenJournal journal, Head.Item item, Entry entry) {
        boolean written = item.kind() == ItemKind.INSTALL
                || journal.mayBeCommitted(store.state().registry().revision());
        return written && entry.current().version().equals(item.to());
    }

    /** In a group with others these say what is true: this one may have been uninstalled later, by itself. */
    private boolean isGone(Head.Item item) {
        return item.kind() == ItemKind.UNINSTALL
                && store.state().find(item.id()).isEmpty();
    }

    private Optional<String> undo(OpenJournal journal, Head.Item item) throws IOException {
        given.takeBack(journal, item);
        if (journal.needsCopy(item.id())) {
            backups.describe(item.id(), journal.transaction(), item.from(), item.to(), !item.callersWait());
        }
        if (backups.find(item.id(), journal.transaction()).isEmpty()) {
            // Before there is a whole copy nothing is changed, and what was put back has none any more.
            return Optional.empty();
        }
        // Of a journal that lacks lines the worst is assumed: that there is newer data, of another shape.
        boolean called = journal.damaged() || journal.tried(Act.SWITCH, item.id());
        boolean reshaped = journal.damaged() || RESHAPING.stream().anyMatch(act -> journal.tried(act, item.id()));
        return puttingBack.putBack(item.id(), journal.transaction(), called, reshaped);
    }

    /** What an uninstalled skill leaves goes, unless the registry says that it is kept; the rest are leftovers like others. */
    private boolean clear(List<Head.Item> items, Set<String> toUndo, Attempts clearing) {
        boolean whole = true;
        for (Head.Item item : items) {
            SkillId id = item.id();
            boolean kept = store.state().find(id).isPresent()
                    || store.state().registry().keptData().stream()
                            .anyMatch(data -> data.id().equals(id));
            if (item.kind() == ItemKind.UNINSTALL && !kept) {
                whole &= clearing.at("what " + item.name() + " (" + id + ") left", () -> {
                    if (backups.hasOf(id, toUndo)) {
                        throw new IOException("a later change of it must be undone first");
                    }
                    if (item.purge()) {
                        backups.deleteAll(id);
                    }
                    remains.purge(id);
                });
            }
        }
        return whole;
    }

    private void tell(List<Head.Item> items, Map<Head.Item, Problem> failed, List<String> left) {
        failed.forEach((item, problem) -> {
            keptOff.put(item.id(), problem);
            say(item.id(), Alert.Level.DANGER, problem);
        });
        if (failed.isEmpty() && !items.isEmpty()) {
            SkillId only = items.size() == 1 ? items.get(0).id() : null;
            say(only, Alert.Level.WARNING, RecoveryWords.undone(items, left));
        }
    }

    private void say(SkillId skill, Alert.Level level, Problem problem) {
        alerts.raiseAndRecord(level, skill, skill == null ? "container" : skill.value(), problem);
    }

    /** Looked into again, a journal that stays ends in the same. */
    private boolean close(OpenJournal journal, Attempts clearing) {
        return clearing.at("skills/journal/" + journal.file().getFileName(), () -> {
            if (journal.damaged()) {
                journals.keepDamaged(journal);
            } else {
                journals.remove(journal);
            }
        });
    }
}
