package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The road that an administrator with ClawHub skills goes: what ClawHub's own command installed is taken over, runs fenced, is
 * followed by a skill of SkillHub with its data, and comes back. Then its author publishes the very folder as a signed skill,
 * which ClawHub's command gets from the hub as it was, and which follows its own legacy form.
 */
class LegacyRoadIT {

    private static final String LEGACY = "clawhub.test-publisher.test-claw-jotter";
    private static final String FOLLOWER = "org.example.notes";
    private static final String SIGNED = "org.ada.jotter";
    private static final String TOOL = "test_claw_jotter_jot";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path work;

    @Test
    void whatClawHubInstalled_isTakenOver_runsFenced_isMigrated_andComesBack() throws Exception {
        try (TestHub clawHub = new TestHub(work, "test.claw")) {
            clawHub.publish(jotter());
            Path folder = installedByTheCommand(clawHub.url() + "/clawhub");
            Path home = work.resolve("ctos-home");
            try (RunningContainer first = RunningContainer.start(home)) {
                good(first.ctos().say("hub", "add", clawHub.url() + "/clawhub", "--name", "old", "--clawhub"));
            }

            try (RunningContainer container = RunningContainer.start(home)) {
                isTakenOver(container.ctos(), folder);
                runsFenced(container);
                isMigrated(container);
                comesBack(container);
                isPublished(container, folder.resolve("skills/@test-publisher/test-claw-jotter"));
                isFollowedByItself(container);
                good(container.ctos().say("audit", "verify"));
            }
        }
    }

    /** Keeps notes as the skill does that follows it, one file each. */
    private static TestSkill jotter() {
        return TestSkill.of("test.claw.jotter", "1.0.0")
                .json("name", "Jotter")
                .json("summary", "Jots things down")
                .file(
                        "skill/SKILL.md",
                        "---\nname: jotter\ndescription: Jots things down\nmetadata:\n  openclaw:\n    requires:\n"
                                + "      env: [JOTTER_OWNER]\n---\n# Jotter\n\nRun `scripts/jot.sh TEXT`.\n")
                .file(
                        "skill/scripts/jot.sh",
                        "#!/usr/bin/env bash\nset -e\nmkdir -p notes\nread -r input || true\n"
                                + "printf '2026-01-02T03:04:05Z\\n%s' \"$1\" > notes/n-000001.txt\n"
                                + "printf '{\"owner\":\"%s\",\"asked\":%s,\"files\":%s,\"passwd\":\"%s\"}\\n'"
                                + " \"$JOTTER_OWNER\" \"${input:-null}\" \"$(ls notes | wc -l)\""
                                + " \"$(grep -c root:x /etc/passwd 2>/dev/null || true)\"\n");
    }

    private Path installedByTheCommand(String registry) {
        ClawHubCommand command = ClawHubCommand.of("0.23.3", work.resolve("agent"), registry);
        command.ok("install", "@test-publisher/test-claw-jotter");
        return command.work();
    }

    private static void isTakenOver(Ctos ctos, Path folder) throws Exception {
        Ctos.Said looked = ctos.say("import", folder.toString(), "--dry-run");
        assertThat(looked.out()).contains(LEGACY).contains("unchanged");
        assertThat(ctos.say("import", folder.toString(), "--yes").exit())
                .as("a plain yes is not enough for what nobody signed")
                .isEqualTo(1);
        good(ctos.say("import", folder.toString(), "--yes", "--unverified"));
        assertThat(good(ctos.say("list")).out()).containsIgnoringCase("legacy").contains(LEGACY);
        good(ctos.sayWithInput("Ada\n", "grant", LEGACY, "env:JOTTER_OWNER", "--value-stdin"));
    }

    private static void runsFenced(RunningContainer container) throws Exception {
        Ctos.Said called =
                container.ctos().say("call", TOOL, "{\"args\":[\"buy milk\"],\"input\":{\"urgent\":true}}", "--json");
        good(called);
        assertThat(called.out().replace("\\", ""))
                .contains("\"owner\":\"Ada\"")
                .contains("{\"urgent\":true}")
                .contains("\"files\":1")
                .as("what it sees of this machine's users")
                .doesNotContain("\"passwd\":\"1\"");
        JsonNode skill = skill(container, LEGACY);
        assertThat(skill.path("host").asText()).isEqualTo("process");
        assertThat(skill.path("tier").asText()).isEqualTo("legacy");
        assertThat(good(container.ctos().say("call", "test_claw_jotter_guide", "{}"))
                        .out())
                .contains("Run `scripts/jot.sh TEXT`");
    }

    private void isMigrated(RunningContainer container) throws Exception {
        Ctos ctos = container.ctos();
        assertThat(good(ctos.say("migrate", "--dry-run")).out()).contains("not mapped");
        Path map = Files.writeString(work.resolve("map.json"), """
                {"version": 1, "updated_at": "2026-01-01T00:00:00Z", "mappings": [{
                  "from": "%s", "from_versions": "^1.0.0", "to": "%s", "to_versions": "^1.0.0",
                  "data": [{"from": "notes", "to": "."}]}]}
                """.formatted(LEGACY, FOLLOWER));
        good(ctos.say("hub", "map", map.toString()));
        JsonNode report = container.awaitRest(
                "migration", answer -> answer.at("/skills/0/state").asText().equals("ready"));
        assertThat(report.at("/skills/0/follower").asText()).isEqualTo(FOLLOWER);
        assertThat(good(ctos.say("migrate", "--dry-run")).out())
                .contains(LEGACY, FOLLOWER, "notes")
                .contains("JOTTER_OWNER")
                .doesNotContain("Ada");

        good(ctos.say("migrate", "--apply", LEGACY, "--yes"));

        assertThat(good(ctos.say("call", "notes_list", "{}")).out()).contains("buy milk");
        assertThat(ctos.say("call", TOOL, "{}").exit()).isEqualTo(1);
        assertThat(container.rest("GET", "skills/" + LEGACY, null).statusCode()).isEqualTo(404);
        assertThat(good(ctos.say("migrate", "--dry-run")).out()).contains("it can come back");
    }

    private static void comesBack(RunningContainer container) {
        Ctos ctos = container.ctos();
        good(ctos.say("migrate", "--undo", LEGACY, "--yes"));
        Ctos.Said called = good(ctos.say("call", TOOL, "{\"args\":[\"buy bread\"]}", "--json"));
        assertThat(called.out().replace("\\", "")).contains("\"owner\":\"Ada\"").contains("\"files\":1");
        assertThat(container.rest("GET", "skills/" + FOLLOWER, null).statusCode())
                .isEqualTo(404);
    }

    private void isPublished(RunningContainer container, Path folder) throws Exception {
        Ctos ctos = container.ctos();
        good(ctos.say("keygen", "--publisher", "Ada Author", "--namespace", "org.ada", "--no-passphrase"));
        String[] words = {
            "publish", folder.toString(), "--id", SIGNED, "--license", "MIT-0", "--category", "Productivity"
        };
        assertThat(good(ctos.say(words)).out()).contains("published " + SIGNED + " 1.0.0 of Ada Author");
        assertThat(ctos.say(words).err()).contains("version_exists");
        words[3] = "com.somebody.jotter";
        assertThat(ctos.say(words).err()).as("a name space of nobody here").contains("no_publisher");

        assertThat(good(ctos.say("search", "jots")).out()).contains(SIGNED);
        ClawHubCommand command = ClawHubCommand.of("0.23.3", work.resolve("another"), container.hubUrl() + "/clawhub");
        assertThat(command.ok("search", "jots")).contains("org-ada-jotter");
        command.ok("install", "org-ada-jotter");
        Path got = command.work().resolve("skills/org-ada-jotter");
        assertThat(files(got)).isEqualTo(files(folder)).containsKey("scripts/jot.sh");
        Path origin = got.resolve(".clawhub/origin.json");
        // What the command itself remembers is taken away: only the hub can know the folder now.
        Files.writeString(origin, Files.readString(origin).replace("\"fingerprint\"", "\"forgotten\""));
        assertThat(command.ok("update", "org-ada-jotter")).doesNotContain("local changes");
    }

    /** What belongs to a skill, without what a registry and its command write beside it. */
    private static Map<String, String> files(Path folder) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String path = folder.relativize(file).toString();
                if (!path.equals("_meta.json") && !path.startsWith(".clawhub/")) {
                    files.put(path, Files.readString(file));
                }
            }
        }
        return files;
    }

    private void isFollowedByItself(RunningContainer container) throws Exception {
        Ctos ctos = container.ctos();
        Path map = Files.writeString(work.resolve("map.json"), """
                {"version": 2, "updated_at": "2026-01-02T00:00:00Z", "mappings": [{
                  "from": "%s", "from_versions": "^1.0.0", "to": "%s", "to_versions": "^1.0.0",
                  "data": [{"from": "notes", "to": "notes"}]}]}
                """.formatted(LEGACY, SIGNED));
        good(ctos.say("hub", "map", map.toString()));
        container.awaitRest(
                "migration", answer -> answer.at("/skills/0/follower").asText().equals(SIGNED));
        Ctos.Said plan = good(ctos.say("plan", "install", SIGNED));
        assertThat(plan.out()).contains("from Ada Author, community").doesNotContainIgnoringCase("unverified");

        good(ctos.say("migrate", "--apply", LEGACY, "--yes"));

        JsonNode skill = skill(container, SIGNED);
        assertThat(skill.path("tier").asText()).isEqualTo("community");
        assertThat(skill.path("host").asText()).isEqualTo("process");
        assertThat(container.rest("GET", "skills/" + LEGACY, null).statusCode()).isEqualTo(404);
        Ctos.Said called = good(ctos.say("call", TOOL, "{\"args\":[\"buy salt\"],\"input\":1}", "--json"));
        assertThat(called.out().replace("\\", ""))
                .as("under the name that callers know")
                .contains("\"asked\":1")
                .as("fenced as before")
                .doesNotContain("\"passwd\":\"1\"");
    }

    private static JsonNode skill(RunningContainer container, String id) {
        return RunningContainer.json(container.rest("GET", "skills/" + id, null).body());
    }

    private static Ctos.Said good(Ctos.Said said) {
        assertThat(said.exit()).as(said.toString()).isZero();
        return said;
    }
}
