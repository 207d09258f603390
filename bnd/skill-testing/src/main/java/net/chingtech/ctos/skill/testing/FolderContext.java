package net.chingtech.ctos.skill.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.skill.SkillContext;

/** A skill's home for a test: folders under one that the test gives, and a log that it can read. */
public final class FolderContext implements SkillContext {

    private final String id;
    private final String version;
    private final Path folder;
    private final Map<String, String> env = new ConcurrentHashMap<>();
    private final Set<String> declined = ConcurrentHashMap.newKeySet();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    /** @param folder such as one of JUnit's {@code @TempDir} */
    public FolderContext(String id, String version, Path folder) {
        this.id = id;
        this.version = version;
        this.folder = folder;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Path dataFolder() {
        return existing("data");
    }

    @Override
    public Optional<Path> tempFolder() {
        return Optional.of(existing("temp"));
    }

    @Override
    public Optional<String> env(String name) {
        return Optional.ofNullable(env.get(name));
    }

    /** Sets a value as an administrator would, after {@code env:NAME} was granted; null removes it. */
    public FolderContext set(String name, String value) {
        if (value == null) {
            env.remove(name);
        } else {
            env.put(name, value);
        }
        return this;
    }

    @Override
    public boolean granted(String permission) {
        return !declined.contains(permission);
    }

    /** Declines an optional permission. */
    public FolderContext decline(String permission) {
        declined.add(permission);
        return this;
    }

    @Override
    public void log(Level level, String message) {
        lines.add(level + " " + message);
    }

    /** What was logged, oldest first: the level, a space, the message. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private Path existing(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
