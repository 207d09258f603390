package net.chingtech.ctos.provisioning.agent.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.Begun;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All journals: {@code skills/journal/<transaction>.jsonl}. */
public final class Journals {

    private static final Logger LOG = LoggerFactory.getLogger(Journals.class);

    private static final String ENDING = ".jsonl";

    private final Path folder;

    public Journals(Path folder) {
        this.folder = folder;
    }

    /** Begins the journal of a transaction; its first line lasts when this returns. */
    public Journal begin(Head head) throws IOException {
        return Journal.begin(folder.resolve(head.transaction() + ENDING), head);
    }

    /** What a process that ended left open, in the order of the names. */
    public List<OpenJournal> open() throws IOException {
        List<OpenJournal> open = new ArrayList<>();
        for (Path file : Folders.children(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(ENDING)) {
                open.add(read(file, name.substring(0, name.length() - ENDING.length())));
            }
        }
        return open;
    }

    /** The changes that were cut off, but for those that are the truth in a registry of that revision. */
    public Begun begun(Folders folders, long revision) throws IOException {
        Set<String> transactions = new HashSet<>();
        Set<Path> coming = new HashSet<>();
        List<OpenJournal> open = open();
        for (OpenJournal journal : open) {
            if (!journal.committed() && !journal.mayBeCommitted(revision)) {
                transactions.add(journal.transaction());
                journal.downloads().forEach(item -> coming.add(folders.release(item.id(), item.to())));
            }
        }
        return new Begun(open.stream().anyMatch(OpenJournal::knewRegistry), transactions, coming);
    }

    private static OpenJournal read(Path file, String transaction) {
        try {
            return OpenJournal.read(file, transaction);
        } catch (IOException e) {
            LOG.error("{} cannot be read", file, e);
            return new OpenJournal(file, transaction, null, List.of(), true);
        }
    }

    /** The transactions of which something is still to be finished or undone. */
    public Set<String> unfinished() throws IOException {
        return open().stream().map(OpenJournal::transaction).collect(Collectors.toSet());
    }

    public void remove(OpenJournal journal) throws IOException {
        Files.deleteIfExists(journal.file());
    }

    /** Writes down that a step of a journal that is whole was undone; lasts when this returns. */
    public void undone(OpenJournal journal, Act act, SkillId skill) throws IOException {
        Journal.add(journal.file(), new Line(Line.State.UNDONE, act, skill, null));
    }

    /** Keeps a damaged journal for people to look into; it is not read again. */
    public Path keepDamaged(OpenJournal journal) throws IOException {
        Path kept = folder.resolve(journal.transaction() + ".damaged");
        return Files.move(journal.file(), kept, StandardCopyOption.REPLACE_EXISTING);
    }
}
