package net.chingtech.ctos.provisioning;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes legacy skills that lie in folders of this machine, so that they can be planned like any other. A service of whoever
 * knows legacy skills; without it there is nothing to import.
 */
@ProviderType
public interface FolderImport {

    /**
     * Looks for legacy skills and keeps a copy of each that can be taken, made into a release: it is offered by
     * {@link Found#source()} for a day. Runs nothing, follows no link out of the folder, changes nothing in it. Takes as
     * long as there are skills; when it fails, or is cancelled, no copy that it made is left.
     *
     * @param folder a skill, a folder of skills, or a folder in which the {@code clawhub} command installed some
     * @param progress hears each skill that was looked at
     * @throws ProvisioningException {@code folder_unreadable}, {@code folder_empty} when no skill is in it, {@code disk_full},
     *     {@code staging_failed}, {@code cancelled}, {@code import_unavailable} when this service was stopped meanwhile
     */
    List<Found> look(Path folder, Tasks.Progress progress) throws ProvisioningException;

    /** Whether a skill is as it was installed. */
    enum State {
        UNCHANGED,
        /** Somebody changed files of it since. */
        EDITED,
        /** Nothing says how it was. */
        UNKNOWN
    }

    /**
     * One skill that was found.
     *
     * @param folder where, as a path of this machine
     * @param id the id that it has here; null when it cannot be taken
     * @param source to plan its installation from; null when it cannot be taken
     * @param sha256 digest of the copy that is offered; null when it is taken from its registry, or cannot be taken
     * @param registry where it was installed from, as it says itself, or null
     * @param problem why it cannot be taken; null when it can
     * @param remarks what people should know, one sentence each
     */
    record Found(
            String folder,
            SkillId id,
            String name,
            SkillVersion version,
            State state,
            String source,
            String sha256,
            String registry,
            Problem problem,
            List<String> remarks) {
        public Found {
            remarks = List.copyOf(remarks);
        }
    }
}
