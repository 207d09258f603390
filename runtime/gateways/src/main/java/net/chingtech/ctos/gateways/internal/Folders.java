package net.chingtech.ctos.gateways.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/**
 * The folders of one release of a skill.
 *
 * @param temp each version has its own, so that a new one beside the old one does not empty it
 */
record Folders(StagedSkill skill, Path data, Path temp) {

    static Folders of(StagedSkill skill, ContainerHome home) {
        return new Folders(
                skill,
                home.data().resolve(skill.id().value()),
                home.temp().resolve(skill.id() + "_" + skill.version()));
    }

    /** Makes the data folder, and removes what an earlier run left in the temporary one. */
    void prepare() throws StartFailed {
        try {
            Files.createDirectories(data);
            dropTemp();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** An empty one. */
    void makeTemp() throws StartFailed {
        try {
            dropTemp();
            Files.createDirectories(temp);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void dropTemp() throws IOException {
        Removal.of(temp);
    }

    StartFailed failed(Exception e) {
        return new StartFailed(
                new Problem(
                        500,
                        "folder_failed",
                        "The folders of " + skill.id() + " could not be made: " + e.getMessage(),
                        "Check the rights and the free space of the container's home."),
                e);
    }
}
