package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A passphrase in a file, so that it is never an argument. */
final class Passphrase {

    private Passphrase() {}

    /** Null when there is no file. */
    static char[] read(Path file) throws IOException {
        return file == null ? null : Files.readString(file).strip().toCharArray();
    }
}
