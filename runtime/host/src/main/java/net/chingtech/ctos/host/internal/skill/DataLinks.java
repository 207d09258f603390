package net.chingtech.ctos.host.internal.skill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/**
 * Looks for links in a skill's data folder. The security layer compares paths and follows no link, so one would lead out of
 * the folder. A skill in the framework cannot make any; a program that it ran in a process of its own can have.
 */
final class DataLinks {

    private DataLinks() {}

    /** @throws StartFailed {@code data_folder_links} */
    static void refuse(StagedSkill skill, Path folder) throws StartFailed {
        List<String> links;
        try (Stream<Path> files = Files.walk(folder)) {
            links = files.filter(file -> !file.equals(folder) && Files.isSymbolicLink(file))
                    .limit(10)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw Failures.failed(
                    skill, "folder_failed", "its data folder cannot be read: " + e.getMessage(), List.of(), e);
        }
        if (!links.isEmpty()) {
            throw Failures.failed(
                    skill,
                    "data_folder_links",
                    "there are symbolic links in its data folder, which the container's own framework cannot hold.",
                    "Remove the links from " + folder + ", or run the skill in a process of its own.",
                    links,
                    null);
        }
    }
}
