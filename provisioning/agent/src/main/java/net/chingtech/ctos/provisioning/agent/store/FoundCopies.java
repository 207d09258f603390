package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The copies in {@code skills/backups} that can be put back, by what they say of themselves. */
final class FoundCopies {

    private static final Logger LOG = LoggerFactory.getLogger(FoundCopies.class);

    private final Path backups;
    private final Set<String> unfinished;

    /** @param unfinished transactions whose copies are of changes that were cut off: no skill ever left these states */
    FoundCopies(Path backups, Set<String> unfinished) {
        this.backups = backups;
        this.unfinished = unfinished;
    }

    /** The copies of what a skill had when it left a state, newest first. */
    List<Backup> of(SkillId id) throws ProvisioningException {
        List<Backup> found = new ArrayList<>();
        Path skill = backups.resolve(id.value());
        try {
            for (Path place : Folders.children(skill)) {
                String name = place.getFileName().toString();
                if (!name.endsWith(Backups.LEFT) && !unfinished.contains(name)) {
                    add(found, new CopyPlace(place), id);
                }
            }
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + skill), e);
        }
        found.sort(Comparator.comparing(Backup::at).reversed().thenComparing(Backup::stateId));
        return found;
    }

    private static void add(List<Backup> found, CopyPlace place, SkillId id) {
        try {
            place.note()
                    .read()
                    .filter(backup -> isState(backup, id) && isWhole(backup, place))
                    .ifPresent(found::add);
        } catch (IOException e) {
            LOG.warn("nobody knows what the copy in {} is", place.path(), e);
        }
    }

    private static boolean isState(Backup backup, SkillId id) {
        return backup.data() && id.equals(backup.id()) && backup.from() != null && backup.at() != null;
    }

    private static boolean isWhole(Backup backup, CopyPlace place) {
        return place.path().getFileName().toString().equals(backup.stateId())
                && Files.isDirectory(place.tables())
                && (!backup.folder() || Files.isDirectory(place.data()));
    }
}
