package net.chingtech.ctos.gateways.internal.env;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.SkillEnvironment;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the values in {@code secrets/env/<id>.json}; a file is replaced as a whole, so it is always one or the other. */
@Component(service = {SkillEnvironment.class, Environment.class})
public final class Environment implements SkillEnvironment {

    private static final int LONGEST = 16 * 1024;
    private static final int MOST = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

    private final Path folder;
    private final Map<SkillId, Map<String, String>> known = new ConcurrentHashMap<>();

    /** A skill's file. */
    record EnvFile(Map<String, String> values) {}

    @Activate
    public Environment(BundleContext context) {
        this(ContainerHome.of(context));
    }

    public Environment(ContainerHome home) {
        folder = home.secrets().resolve("env");
    }

    @Override
    public Set<String> names(SkillId skill) {
        return new TreeSet<>(values(skill).keySet());
    }

    public Optional<String> value(SkillId skill, String name) {
        return Optional.ofNullable(values(skill).get(name));
    }

    /** A text without the values of a skill, for what is written down of its words. */
    public String hide(SkillId skill, String text) {
        return Hiding.hide(text, values(skill).values());
    }

    @Override
    public synchronized void set(SkillId skill, String name, String value) throws IOException {
        check(name, value);
        Map<String, String> next = new TreeMap<>(values(skill));
        if (value == null) {
            next.remove(name);
        } else {
            next.put(name, value);
        }
        if (next.size() > MOST) {
            throw new IllegalArgumentException("a skill has at most " + MOST + " values");
        }
        if (next.isEmpty()) {
            Files.deleteIfExists(file(skill));
        } else {
            write(file(skill), Json.write(new EnvFile(next)));
        }
        known.put(skill, Map.copyOf(next));
    }

    /** Forgets all values of a skill. */
    public synchronized void purge(SkillId skill) throws IOException {
        Files.deleteIfExists(file(skill));
        known.remove(skill);
    }

    private static void check(String name, String value) {
        try {
            SkillPermission.parse("env:" + name);
        } catch (FormatException e) {
            throw new IllegalArgumentException("no name of a value: " + name, e);
        }
        if (value != null && (value.length() > LONGEST || value.indexOf(0) >= 0)) {
            throw new IllegalArgumentException("the value of " + name + " is too long or holds a null character");
        }
    }

    private Map<String, String> values(SkillId skill) {
        return known.computeIfAbsent(skill, this::read);
    }

    private Map<String, String> read(SkillId skill) {
        Path file = file(skill);
        try {
            return Files.exists(file)
                    ? Map.copyOf(
                            Json.read(Files.readAllBytes(file), EnvFile.class).values())
                    : Map.of();
        } catch (IOException | FormatException | RuntimeException e) {
            // Nothing of what it says: its contents are secret, also where they are broken.
            LOG.warn(
                    "{} cannot be read, so {} is given no values: {}",
                    file,
                    skill,
                    e.getClass().getName());
            return Map.of();
        }
    }

    private Path file(SkillId skill) {
        return folder.resolve(skill + ".json");
    }

    private void write(Path file, byte[] bytes) throws IOException {
        WholeFile.ownersFolder(folder);
        WholeFile.write(file, bytes);
    }
}
