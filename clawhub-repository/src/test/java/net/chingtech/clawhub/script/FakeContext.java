package net.chingtech.clawhub.script;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.skill.SkillContext;

/** A skill's place in two folders, with values that were set. */
record FakeContext(Path dataFolder, Path temp, Map<String, String> values, List<String> logged)
        implements SkillContext {

    static FakeContext in(Path folder, Map<String, String> values) {
        return new FakeContext(folder.resolve("data"), folder.resolve("temp"), values, new CopyOnWriteArrayList<>());
    }

    @Override
    public String id() {
        return "clawhub.acme.sample";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public Optional<Path> tempFolder() {
        return Optional.ofNullable(temp);
    }

    @Override
    public Optional<String> env(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public boolean granted(String permission) {
        return true;
    }

    @Override
    public void log(System.Logger.Level level, String message) {
        logged.add(message);
    }
}
