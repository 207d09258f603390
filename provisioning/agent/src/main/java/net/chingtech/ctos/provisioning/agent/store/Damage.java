package net.chingtech.ctos.provisioning.agent.store;

import java.nio.file.Path;

/**
 * That a file of the home could not be read, and what was done about it.
 *
 * @param kept where the damaged file is; null when there was no file
 * @param why what is wrong with it
 * @param done what is in its place, and what is lost, in sentences
 */
public record Damage(Path file, Path kept, String why, String done) {

    /** For people. */
    public String words() {
        return file + (kept == null ? " is gone" : " could not be read (" + why + "); it was kept as " + kept) + ". "
                + done;
    }
}
