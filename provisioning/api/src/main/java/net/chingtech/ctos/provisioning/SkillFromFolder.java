package net.chingtech.ctos.provisioning;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes a skill JAR of a folder with a {@code SKILL.md} and scripts, for its author, who signs and publishes it as a skill of
 * his own. Authors need no container for that, so this is no service of a framework: whoever starts the bundle's code finds it
 * with {@link java.util.ServiceLoader} in the bundle of whoever knows such folders. Without that bundle there is none.
 */
@ProviderType
public interface SkillFromFolder {

    /**
     * Writes the JAR, which is not signed. The same folder and wish give the same bytes. Runs nothing of the folder, follows no
     * link, changes nothing in it.
     *
     * @param folder by a path without links
     * @param target does not exist yet; on failure nothing is left there
     * @throws ProvisioningException {@code folder_unreadable}, {@code id_reserved}, {@code version_missing}, {@code
     *     license_missing}, {@code legacy_…}, {@code manifest_invalid}, {@code disk_full}
     */
    Made make(Path folder, Wish wish, Path target) throws ProvisioningException;

    /**
     * What the author says beside what {@code SKILL.md} says; it counts more. Null where he says nothing.
     *
     * @param id of the skill; not one of those that legacy skills have
     * @param author who wrote it when {@code SKILL.md} names nobody
     * @param categories such as {@code Productivity}; may be empty
     * @param notes what is new in this version
     */
    record Wish(
            SkillId id,
            SkillVersion version,
            String name,
            String author,
            String license,
            List<String> categories,
            String notes) {
        public Wish {
            categories = List.copyOf(categories);
        }
    }

    /**
     * What was made.
     *
     * @param manifest the JAR's {@code manifest.json}
     * @param remarks what the author should know, one sentence each
     */
    record Made(SkillManifest manifest, List<String> remarks) {
        public Made {
            remarks = List.copyOf(remarks);
        }
    }
}
