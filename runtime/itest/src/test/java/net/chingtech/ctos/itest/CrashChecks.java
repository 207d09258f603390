package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must hold of a container whatever happened to it. */
final class CrashChecks {

    private static final int MOST_STATES = 3;

    /** What stays until the next commit: whole, or not quite written when the container was killed. */
    private static final Set<String> OF_THE_LOCK_FILE = Set.of("lock.json", "lock.json.new");

    private final CrashContainer container;
    private final List<CrashModel> models;

    CrashChecks(CrashContainer container, List<CrashModel> models) {
        this.container = container;
        this.models = models;
    }

    void all(String when) {
        JsonNode registry = file("skills/registry.json");
        JsonNode lock = file("skills/skill-lock.json");
        Set<String> installed = new TreeSet<>();
        for (CrashModel model : models) {
            String id = model.skill.id();
            String version = model.has().version();
            model.oneOf(model.has(), model.has(), container.call(model.skill.tool(), Map.of()), when);
            JsonNode shown = container.get("skills/" + id);
            assertThat(shown.path("version").asText()).as("%s: %s", when, shown).isEqualTo(version);
            assertThat(shown.path("status").asText()).as("%s: %s", when, shown).isEqualTo("active");
            assertThat(find(registry, id).at("/current/version").asText())
                    .as("%s: the registry of %s", when, id)
                    .isEqualTo(version);
            assertThat(find(lock, id).path("version").asText())
                    .as("%s: the lock file of %s", when, id)
                    .isEqualTo(version);
            installed.add(id + "_" + version);
            installed.addAll(history(when, id));
        }
        assertThat(names("skills/installed")).as("%s: releases on disk", when).isEqualTo(installed);
        assertThat(names("skills/staging")).as("%s: left in staging", when).isEmpty();
        assertThat(names("skills/journal").stream().filter(name -> !OF_THE_LOCK_FILE.contains(name)))
                .as("%s: left in the journal", when)
                .isEmpty();
        Ctos.Said audit = container.ctos().say("audit", "verify");
        assertThat(audit.exit()).as("%s: %s", when, audit).isZero();
    }

    /** @return the releases that the states of a skill need */
    private Set<String> history(String when, String id) {
        JsonNode states = container.get("skills/" + id + "/history").path("states");
        Set<String> releases = new TreeSet<>();
        List<String> ids = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (JsonNode state : states) {
            releases.add(id + "_" + state.path("version").asText());
            ids.add(state.path("state_id").asText());
            if (state.path("has_data").asBoolean()) {
                kept.add(state.path("state_id").asText());
            }
        }
        assertThat(ids).as("%s: history of %s: %s", when, id, states).doesNotHaveDuplicates();
        assertThat(ids).as("%s: history of %s", when, id).hasSizeLessThanOrEqualTo(MOST_STATES);
        Set<String> backups = names("skills/backups/" + id);
        assertThat(backups).as("%s: backups of %s", when, id).containsAll(kept);
        assertThat(backups.stream().filter(name -> !name.endsWith("-left")))
                .as("%s: backups of %s that no state names", when, id)
                .allMatch(ids::contains);
        return releases;
    }

    private static JsonNode find(JsonNode file, String id) {
        for (JsonNode skill : file.path("skills")) {
            if (skill.path("id").asText().equals(id)) {
                return skill;
            }
        }
        throw new AssertionError(id + " is not in " + file);
    }

    private JsonNode file(String path) {
        return RunningContainer.json(Ctos.read(container.home().resolve(path)));
    }

    private Set<String> names(String folder) {
        Set<String> names = new TreeSet<>();
        CrashContainer.files(container.home().resolve(folder))
                .forEach(file -> names.add(file.getFileName().toString()));
        return names;
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
