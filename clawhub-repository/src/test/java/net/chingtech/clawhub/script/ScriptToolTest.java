package net.chingtech.clawhub.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Wrapper;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs scripts for real, out of a JAR that was wrapped, with the classes in it. */
class ScriptToolTest {

    @TempDir
    Path temp;

    private final Map<String, byte[]> files = new TreeMap<>();

    ScriptToolTest() {
        file(
                "SKILL.md",
                "---\nname: sample\nmetadata:\n  openclaw:\n    requires:\n      env: [SAMPLE_KEY]\n---\n# Sample\n");
    }

    @Test
    void argumentsAndInput_reachTheScript() throws Exception {
        file("scripts/echo.sh", "printf '%s|' \"$@\"; cat");
        Map<String, Object> input = new TreeMap<>(Map.of("n", 1L, "t", "x\"y"));
        assertThat(call("sample_echo", Map.of("args", List.of("a b", "c"), "input", input)))
                .containsEntry("success", true)
                .containsEntry("exit_code", 0L)
                .containsEntry("output", "a b|c|{\"n\":1,\"t\":\"x\\\"y\"}")
                .containsEntry("truncated", false);
    }

    @Test
    void textInput_comesAsItIs() throws Exception {
        file("scripts/echo.sh", "cat");
        assertThat(call("sample_echo", Map.of("input", "plain \"text\""))).containsEntry("output", "plain \"text\"");
    }

    @Test
    void scriptThatFails_keepsItsOutput() throws Exception {
        file("scripts/fail.sh", "echo found nothing; echo no such thing >&2; exit 3");
        assertThat(call("sample_fail", Map.of()))
                .containsEntry("success", false)
                .containsEntry("error", "script_failed")
                .containsEntry("exit_code", 3L)
                .containsEntry("output", "found nothing\n")
                .containsEntry("errors", "no such thing\n");
    }

    @Test
    void lastWordsInTheLog_holdNoValue_alsoWhereTheyAreCutWithinOne() throws Exception {
        file("scripts/trace.sh", "set -x; : \"$SAMPLE_KEY\"; exit 4");
        String key = "k3y-" + "0123456789".repeat(50);
        FakeContext context = FakeContext.in(temp.toRealPath(), Map.of("SAMPLE_KEY", key));
        Map<String, Object> answer = call(context, "sample_trace", Map.of());
        assertThat(answer.get("errors").toString())
                .as("the caller's answer is left as it is")
                .contains(key);
        assertThat(context.logged()).singleElement().satisfies(line -> assertThat(line)
                .contains("ended with 4", "[secret]", "exit 4")
                .doesNotContain("0123456789"));
    }

    @Test
    void environment_isWhatWasGrantedAndNothingElse() throws Exception {
        file("scripts/env.sh", "env | sort; pwd");
        FakeContext context = FakeContext.in(temp.toRealPath(), Map.of("SAMPLE_KEY", "k1", "OTHER", "no"));
        Map<String, Object> answer = call(context, "sample_env", Map.of());
        assertThat(answer.get("output").toString().lines().map(line -> line.replaceFirst("=.*", "")))
                .contains("HOME", "LANG", "PATH", "SAMPLE_KEY", "SKILL_ASSETS_DIR", "SKILL_DIR", "SKILL_NAME", "TMPDIR")
                .doesNotContain("OTHER", "USER", "JAVA_HOME");
        assertThat(answer.get("output").toString())
                .contains("SAMPLE_KEY=k1", "HOME=" + context.dataFolder(), "SKILL_NAME=sample")
                .endsWith(context.dataFolder() + "\n");
    }

    @Test
    void filesOfTheSkill_areBesideTheScript() throws Exception {
        file(
                "scripts/read.sh",
                "cat \"$SKILL_DIR/references/文.txt\" \"$SKILL_DIR/data/x.class\"; ls -l \"$0\" | cut -c4");
        file("references/文.txt", "read\n");
        file("data/x.class", "no class\n");
        assertThat(call("sample_read", Map.of())).containsEntry("output", "read\nno class\n-\n");
    }

    @Test
    void scriptWithAFirstLine_canBeRunByOthers() throws Exception {
        file("scripts/outer.sh", "\"$SKILL_DIR/scripts/inner\"");
        file("scripts/inner", "#!/bin/sh\necho inner\n");
        assertThat(call("sample_outer", Map.of())).containsEntry("output", "inner\n");
    }

    @Test
    void largeOutput_isCutAndSaid() throws Exception {
        file("scripts/flood.sh", "head -c 3000000 /dev/zero | tr '\\0' '\"'");
        Map<String, Object> answer = call("sample_flood", Map.of());
        assertThat(answer).containsEntry("truncated", true).containsEntry("success", true);
        assertThat(answer.get("output").toString()).hasSizeBetween(100_000, 500_000);
    }

    @Test
    void scriptThatDoesNotEnd_isEndedWithAllThatItStarted() throws Exception {
        file("scripts/hang.sh", "(echo $$; exec sleep 600) & echo $! > \"$HOME/child\"; echo begun >&2; sleep 600");
        FakeContext context = FakeContext.in(temp, Map.of());
        // A busy machine may not even start a shell in the first of these; the last leaves it time enough.
        Throwable ended = null;
        for (Duration limit : List.of(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(40))) {
            ScriptTool tool = tool(context, "scripts/hang.sh", limit);
            ended = catchThrowable(() -> tool.call(new ToolCall("hang", Map.of(), new Caller(Caller.Kind.AGENT, "x"))));
            assertThat(ended).isInstanceOfSatisfying(ToolException.class, e -> assertThat(e.code())
                    .isEqualTo("script_timeout"));
            if (ended.getMessage().contains("begun")) {
                break;
            }
        }
        assertThat(ended).hasMessageContaining("begun");
        assertEnded(context.dataFolder().resolve("child"));
    }

    @Test
    void cancelledCall_endsTheScript() throws Exception {
        file("scripts/hang.sh", "echo $$ > \"$HOME/child\"; exec sleep 600");
        FakeContext context = FakeContext.in(temp, Map.of());
        ScriptTool tool = tool(context, "scripts/hang.sh", Duration.ofMinutes(5));
        CompletableFuture<String> code = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                tool.call(new ToolCall("hang", Map.of(), new Caller(Caller.Kind.AGENT, "x")));
                code.complete("ended");
            } catch (ToolException e) {
                code.complete(e.code());
            }
        });
        caller.start();
        await(context.dataFolder().resolve("child"));
        caller.interrupt();
        assertThat(code.get(120, TimeUnit.SECONDS)).isEqualTo("script_cancelled");
        assertEnded(context.dataFolder().resolve("child"));
    }

    @Test
    void processThatLivesOn_doesNotHoldTheAnswer() throws Exception {
        file("scripts/leave.sh", "sleep 600 & echo $! > \"$HOME/child\"; sleep 1; echo done");
        FakeContext context = FakeContext.in(temp, Map.of());
        assertThat(call(context, "sample_leave", Map.of())).containsEntry("output", "done\n");
        assertEnded(context.dataFolder().resolve("child"));
    }

    @Test
    void programThatIsNotThere_isNamed() throws Exception {
        FakeContext context = FakeContext.in(temp, Map.of());
        file("scripts/x.sh", "true");
        Files.createDirectories(context.dataFolder());
        ScriptSettings settings = new ScriptSettings("sample", "scripts/x.sh", "no-such-program", List.of());
        call(context, "sample_x", Map.of());
        assertThatThrownBy(() -> new ScriptTool(context, settings, Duration.ofSeconds(5))
                        .call(new ToolCall("x", Map.of(), new Caller(Caller.Kind.AGENT, "x"))))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("script_program_missing"));
    }

    @Test
    void withoutTemporaryFolder_saysWhatToGrant() throws Exception {
        file("scripts/x.sh", "true");
        FakeContext context = new FakeContext(temp.resolve("data"), null, Map.of(), List.of());
        assertThatThrownBy(() -> call(context, "sample_x", Map.of())).hasMessageContaining("filesystem:temp");
    }

    @Test
    void guide_givesTextsAndNothingElse() throws Exception {
        file("references/how.md", "# How\nhidden: \u200b\n");
        file("picture.png", "\u0089PNG");
        assertThat(call("sample_guide", Map.of()))
                .containsEntry("file", "SKILL.md")
                .containsEntry("files", List.of("SKILL.md", "references/how.md"));
        assertThat(call("sample_guide", Map.of("file", "references/how.md")))
                .containsEntry("text", "# How\nhidden: \\u200b\n");
        assertThatThrownBy(() -> call("sample_guide", Map.of("file", "../../etc/passwd")))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("guide_file_unknown"));
    }

    /** A tool of the test's own, with another limit; the JAR's files are unpacked by one of the JAR's before. */
    private ScriptTool tool(FakeContext context, String path, Duration limit) throws Exception {
        file("scripts/unpack.sh", "true");
        call(context, "sample_unpack", Map.of());
        return new ScriptTool(context, new ScriptSettings("sample", path, "bash", List.of()), limit);
    }

    private Map<String, Object> call(String tool, Map<String, Object> input) throws Exception {
        return call(FakeContext.in(temp, Map.of()), tool, input);
    }

    private Map<String, Object> call(FakeContext context, String tool, Map<String, Object> input) throws Exception {
        Path jar = Files.createTempDirectory(temp, "jar").resolve("skill.jar");
        new Wrapper().wrap(LegacyFolder.of(files), Origin.of("clawhub:test", "acme", "sample", "1.0.0"), jar);
        try (WrappedSkill skill = WrappedSkill.open(jar, context)) {
            return skill.call(tool, input).value();
        }
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(Path file) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plusSeconds(120);
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertThat(Instant.now()).as("waiting for " + file).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private static void assertEnded(Path pidFile) throws Exception {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process != null
                && process.info().command().filter(c -> c.contains("sleep")).isPresent()) {
            process.onExit().get(120, TimeUnit.SECONDS);
        }
    }
}
