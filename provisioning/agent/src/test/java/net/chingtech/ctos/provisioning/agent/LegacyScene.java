package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.skill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.TestSkill;

/** A legacy skill with values and data, what follows it, and a map that says so. */
final class LegacyScene {

    static final SkillId TOOLS = new SkillId("clawhub.acme.tools");
    static final SkillId OTHER = new SkillId("clawhub.acme.other");
    static final SkillId NEW_TOOLS = new SkillId("net.chingtech.tools");
    static final Change MIGRATE = new Change.Migrate(TOOLS);
    static final Change UNDO = new Change.UndoMigration(TOOLS);

    final Rig rig;
    final FakeHost process;
    final FakeSource claw = new FakeSource("clawhub:main");
    private final Map<SkillId, Map<String, Object>> mappings = new LinkedHashMap<>();
    private int files;

    LegacyScene(Rig rig) {
        this.rig = rig;
        process = new FakeHost(HostLevel.PROCESS, rig.asked);
        rig.hosts.add(process);
        rig.sources.add(claw);
        Asked.Told told = rig.asked.before;
        // The follower writes at its first start.
        rig.asked.before = what -> {
            told.of(what);
            if (what.startsWith("start " + NEW_TOOLS + "@")) {
                try {
                    Files.writeString(data(NEW_TOOLS).resolve("started"), what);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Installed, set up and mapped; the follower is offered. */
    LegacyScene ready() throws IOException {
        legacy(TOOLS, "1.0.0");
        rig.environment.set(TOOLS, "API_KEY", "s3cret");
        rig.environment.set(TOOLS, "REGION", "tw");
        rig.environment.set(TOOLS, "COLOUR", "blue");
        write(TOOLS, "notes/a.txt", "first note");
        write(TOOLS, "notes/deep/b.txt", "second note");
        write(TOOLS, "cache.bin", "not worth keeping");
        Files.createSymbolicLink(
                data(TOOLS).resolve("notes/link"), Files.writeString(rig.folder.resolve("outside.txt"), "not its own"));
        rig.publish(follower("2.0.0"));
        map(TOOLS, NEW_TOOLS, "^2.0.0");
        return this;
    }

    static TestSkill follower(String version) {
        return skill(NEW_TOOLS, version)
                .json("permissions", List.of("env:TOOLS_KEY", "network:outbound:api.example.com"));
    }

    /** Publishes a legacy skill and installs it. */
    void legacy(SkillId id, String version) {
        offer(id, version);
        rig.install(id, version);
    }

    void offer(SkillId id, String version) {
        files++;
        LegacyReleases.offer(
                claw,
                skill(id, version).json("permissions", List.of("env:API_KEY", "env:REGION")),
                id.value().substring(id.value().lastIndexOf('.') + 1),
                rig.folder.resolve("legacy" + files + ".jar"));
    }

    /** As the administrator's own map says it. */
    void map(SkillId from, SkillId to, String versions) throws IOException {
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("from", from.value());
        mapping.put("to", to.value());
        mapping.put("to_versions", versions);
        mapping.put(
                "configuration",
                List.of(
                        Map.of("env", "API_KEY", "to_env", "TOOLS_KEY"),
                        Map.of("env", "REGION", "to_setting", FakeSettings.pid(to) + "#text"),
                        Map.of("env", "UNSET", "to_env", "UNSET")));
        mapping.put(
                "data", List.of(Map.of("from", "notes", "to", "archive/notes"), Map.of("from", "none", "to", "none")));
        mappings.put(from, mapping);
        write();
    }

    /** Says something else in one mapping. */
    void map(SkillId from, String key, Object value) throws IOException {
        mappings.get(from).put(key, value);
        write();
    }

    private void write() throws IOException {
        Files.write(
                rig.home.trust().resolve(SkillMap.NAME),
                Json.writePretty(Map.of(
                        "version",
                        1,
                        "updated_at",
                        "2026-03-01T12:00:00Z",
                        "mappings",
                        List.copyOf(mappings.values()))));
    }

    Path data(SkillId id) {
        return rig.home.data().resolve(id.value());
    }

    void write(SkillId id, String file, String text) throws IOException {
        Path path = data(id).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
