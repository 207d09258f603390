package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that knows ClawHub is one bundle: a container without it runs what was installed, and says what is not connected. */
class WithoutClawHubIT {

    private static final String BUNDLE = "net.chingtech.ctos.clawhub";
    private static final String ID = "clawhub.acme.little-tool";

    @TempDir
    Path work;

    @Test
    void legacySkillOfAnImportedFolder_runs_alsoWhenTheBundleIsGone() throws IOException {
        Path home = work.resolve("ctos-home");
        Path folder = legacySkill();
        boolean runs;
        try (RunningContainer container = RunningContainer.start(home)) {
            runs = container.isolatesFiles();
            Ctos.Said look = container.ctos().say("import", folder.toString(), "--dry-run");
            assertThat(look.exit()).as(look.toString()).isZero();
            assertThat(look.out()).contains(ID + " 1.2.0", "clawhub:imported");
            Ctos.Said taken = container.ctos().say("import", folder.toString(), "--yes", "--unverified");
            if (!runs) {
                // Where nothing isolates files a legacy skill is not installed at all, and that is said.
                assertThat(taken.out() + taken.err()).contains("sandbox_needed");
                return;
            }
            assertThat(taken.exit()).as(taken.toString()).isZero();
            assertThat(call(container)).contains("hello from the folder");
        }
        try (RunningContainer container = RunningContainer.start(new Ctos(home, withoutTheBundle()))) {
            JsonNode skill = RunningContainer.json(
                    container.rest("GET", "skills/" + ID, null).body());
            assertThat(skill.path("status").asText()).as(skill.toString()).isEqualTo("active");
            assertThat(call(container)).contains("hello from the folder");
            Ctos.Said list = container.ctos().say("list");
            assertThat(list.out()).contains(ID);
            assertThat(container.ctos().say("search", "crm").out()).contains("net.chingtech.crm");
            Ctos.Said again = container.ctos().say("import", folder.toString());
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.err()).contains("import_unavailable");
            Ctos.Said published = container
                    .ctos()
                    .say(
                            "publish",
                            work.resolve("old/skills/@acme/little-tool").toString(),
                            "--id",
                            "org.example.little");
            assertThat(published.exit()).as(published.toString()).isEqualTo(1);
            assertThat(published.err()).contains("folder_unsupported");
            Ctos.Said update = container.ctos().say("plan", "update", ID);
            assertThat(update.exit()).as(update.toString()).isEqualTo(1);
            assertThat(update.err()).contains("source_unreachable", "clawhub:imported");
        }
    }

    private static String call(RunningContainer container) {
        Ctos.Said said = container.ctos().say("call", "little-tool_guide".replace('-', '_'), "{}");
        assertThat(said.exit()).as(said.toString()).isZero();
        return said.out();
    }

    private Path legacySkill() throws IOException {
        Path folder = work.resolve("old/skills/@acme/little-tool");
        Files.createDirectories(folder.resolve("scripts"));
        Files.writeString(
                folder.resolve("SKILL.md"),
                "---\nname: little-tool\ndescription: Says hello\n---\n# Little tool\nhello from the folder\n");
        Files.writeString(folder.resolve("scripts/hello.sh"), "echo hello\n");
        Files.createDirectories(work.resolve("old/.clawhub"));
        Files.writeString(
                work.resolve("old/.clawhub/lock.json"),
                "{\"version\":1,\"skills\":{\"@acme/little-tool\":{\"version\":\"1.2.0\",\"installedAt\":1}}}");
        return work.resolve("old");
    }

    /** The same distribution without one line and one file. */
    private Path withoutTheBundle() throws IOException {
        Path root = work.resolve("without");
        Path dist = root.resolve("runtime/dist/target/ctos");
        copy(Distribution.folder(), dist);
        Files.delete(dist.resolve("bundles").resolve(BUNDLE + ".jar"));
        List<String> lines = Files.readAllLines(dist.resolve("bundles.list"));
        Files.write(
                dist.resolve("bundles.list"),
                lines.stream().filter(line -> !line.endsWith(" " + BUNDLE)).toList());
        return Files.copy(Ctos.TOP.resolve("ctos"), root.resolve("ctos"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
