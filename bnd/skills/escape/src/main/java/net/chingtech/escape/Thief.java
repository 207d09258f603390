package net.chingtech.escape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Reads one file, wherever its class comes to stand. */
public final class Thief implements Callable<String> {

    private final Path file;

    public Thief(Path file) {
        this.file = file;
    }

    @Override
    public String call() throws IOException {
        return Files.readString(file);
    }
}
