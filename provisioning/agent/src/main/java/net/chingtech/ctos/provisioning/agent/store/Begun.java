package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.runtime.ContainerHome;

/**
 * What open journals say of changes that were cut off and are going to be undone.
 *
 * @param overRegistry whether one of all that are open began over a registry, or wrote one
 * @param transactions which name their copies, too
 * @param coming the folders of releases that they were about to bring
 */
public record Begun(boolean overRegistry, Set<String> transactions, Set<Path> coming) {

    /** Whether releases and copies in a home are there because of these alone, and it never had a registry. */
    boolean explains(ContainerHome home) throws IOException {
        // What was put back already has no note any more and is cleared away next; newer data was set aside by an
        // undoing.
        List<Path> copies = new ArrayList<>();
        for (Path skill : Folders.children(home.backups())) {
            Folders.children(skill).stream()
                    .filter(copy -> new BackupNote(copy).exists()
                            && !copy.getFileName().toString().endsWith(Backups.LEFT))
                    .forEach(copies::add);
        }
        return !overRegistry
                && coming.containsAll(Folders.children(home.installed()))
                && copies.stream()
                        .allMatch(
                                copy -> transactions.contains(copy.getFileName().toString()));
    }

    /** Reads open journals, for a home whose registry is lost. */
    @FunctionalInterface
    public interface Reader {
        /** @param revision of the registry that takes the place of the lost one */
        Begun at(long revision) throws IOException;
    }
}
