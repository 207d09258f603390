package net.chingtech.ctos.provisioning.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillEnvironment;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/** Values and tables as files: one for each skill, a line for each row, and {@code ran PATH} for each script. */
final class FakeBelongings implements SkillEnvironment, SkillBelongings {

    private static final String BACKUP = "tables.txt";

    private final Path database;
    private final Asked asked;
    /** Paths of scripts that fail, once they have done a part. */
    final Map<String, Problem> failing = new TreeMap<>();

    FakeBelongings(Path database, Asked asked) {
        this.database = database;
        this.asked = asked;
    }

    /** Writes a row. */
    void write(SkillId skill, String row) throws IOException {
        List<String> rows = new ArrayList<>(rows(skill));
        rows.add(row);
        put(skill, rows);
    }

    List<String> rows(SkillId skill) throws IOException {
        Path file = file(skill);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void put(SkillId skill, List<String> rows) throws IOException {
        Files.createDirectories(database);
        Files.write(file(skill), rows);
    }

    private Path file(SkillId skill) {
        return database.resolve(skill.value());
    }

    @Override
    public boolean hasTables(SkillId skill) {
        return Files.exists(file(skill));
    }

    @Override
    public void purge(SkillId skill) throws IOException {
        asked.before.of("purge " + skill);
        asked.say("purge tables of " + skill);
        Files.deleteIfExists(valuesFile(skill));
        Files.deleteIfExists(file(skill));
    }

    @Override
    public Set<String> names(SkillId skill) {
        return values(skill).keySet();
    }

    @Override
    public Set<String> valueNames(SkillId skill) {
        return names(skill);
    }

    @Override
    public Optional<String> value(SkillId skill, String name) {
        return Optional.ofNullable(values(skill).get(name));
    }

    @Override
    public void setValue(SkillId skill, String name, String value) throws IOException {
        asked.say("value " + name + " of " + skill);
        Map<String, String> next = values(skill);
        if (value == null) {
            next.remove(name);
        } else {
            next.put(name, value);
        }
        if (next.isEmpty()) {
            Files.deleteIfExists(valuesFile(skill));
        } else {
            Files.createDirectories(valuesFile(skill).getParent());
            Files.write(
                    valuesFile(skill),
                    next.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .toList());
        }
    }

    @Override
    public void set(SkillId skill, String name, String value) throws IOException {
        setValue(skill, name, value);
    }

    private Map<String, String> values(SkillId skill) {
        try {
            Map<String, String> values = new TreeMap<>();
            if (Files.exists(valuesFile(skill))) {
                for (String line : Files.readAllLines(valuesFile(skill))) {
                    values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                }
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path valuesFile(SkillId skill) {
        return database.resolveSibling("values").resolve(skill.value());
    }

    @Override
    public long tableBytes(SkillId skill) throws IOException {
        return Files.exists(file(skill)) ? Files.size(file(skill)) : 0;
    }

    @Override
    public void backUp(SkillId skill, Path folder) throws IOException {
        asked.say("copy tables of " + skill);
        if (hasTables(skill)) {
            Files.copy(file(skill), folder.resolve(BACKUP));
        }
    }

    @Override
    public void restore(SkillId skill, Path folder) throws IOException {
        asked.say("put back tables of " + skill);
        Files.deleteIfExists(file(skill));
        asked.before.of("the tables of " + skill + " are gone");
        if (Files.exists(folder.resolve(BACKUP))) {
            Files.createDirectories(database);
            Files.copy(folder.resolve(BACKUP), file(skill));
        }
    }

    @Override
    public void dropTables(SkillId skill) throws IOException {
        asked.say("drop tables of " + skill);
        Files.deleteIfExists(file(skill));
        asked.before.of("the tables of " + skill + " are gone");
    }

    @Override
    public List<String> migrate(StagedSkill skill, List<String> scripts) throws StartFailed {
        asked.say("run " + scripts + " of " + skill.id() + "@" + skill.version());
        List<String> ran = new ArrayList<>();
        try {
            for (String script : scripts) {
                if (!rows(skill.id()).contains("ran " + script)) {
                    write(skill.id(), "ran " + script);
                    asked.before.of(script + " ran");
                    ran.add(script);
                }
                if (failing.containsKey(script)) {
                    throw new StartFailed(failing.get(script), null);
                }
            }
        } catch (IOException e) {
            throw new StartFailed(new Problem(503, "data_unavailable", e.toString(), "Mend the disk."), e);
        }
        return ran;
    }
}
