package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import org.junit.jupiter.api.Test;

/** What scripts of legacy skills get, and what is made of what they say. */
class RealLegacyTest extends RealLegacyFixture {

    private static final String TELL_IN_PYTHON = """
            import json, os, sys
            print(json.dumps({'args': sys.argv[1:], 'input': json.load(sys.stdin), 'folder': os.getcwd()}))
            """;

    private static final String TELL_IN_NODE = """
            const text = require('fs').readFileSync(0, 'utf8');
            console.log(JSON.stringify({ args: process.argv.slice(2), input: JSON.parse(text), folder: process.cwd() }));
            """;

    @Test
    void aShellScript_hasWordsAndInput_andItsUtilities() throws Exception {
        RunningSkill skill = start(new LegacySkill()
                .file("scripts/total.sh", """
                        #!/usr/bin/env bash
                        set -euo pipefail
                        . "$(dirname "$0")/lib/sum.sh"
                        printf '%s\\n' "$@" >words.txt
                        tr -d '"[]{}:a-z ' | tr , '\\n' | sum
                        wc -l <words.txt | tr -d ' '; sort words.txt | head -n 1
                        """)
                .file("scripts/lib/sum.sh", "sum() { awk '{ n += $1 } END { print n }'; }\n"));

        Map<String, Object> answer = run(skill, "total", Map.of("a", 40L, "b", 2L), "two words", "字; $HOME `id`");

        assertThat(answer).as("%s", answer).containsEntry("success", true).containsEntry("exit_code", 0L);
        assertThat(answer).containsEntry("output", "42\n2\ntwo words\n");
        assertThat(gateways.dataFolder().resolve("words.txt")).content().isEqualTo("two words\n字; $HOME `id`\n");
    }

    @Test
    void pythonAndNode_tellTheSame() throws Exception {
        RunningSkill skill =
                start(new LegacySkill().file("scripts/one.py", TELL_IN_PYTHON).file("scripts/two.js", TELL_IN_NODE));
        Map<String, Object> input = Map.of("text", "發票 \u0001", "list", List.of(1L, true));

        for (String script : List.of("one", "two")) {
            Map<String, Object> answer = run(skill, script, input, "--flag", "é");

            assertThat(answer).as("%s", answer).containsEntry("success", true);
            Map<String, Object> told = Map.of("args", List.of("--flag", "é"), "input", input, "folder", "/skill/data");
            assertThat(Json.readTree(answer.get("output").toString().getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(Json.readTree(Json.write(told)));
        }
    }

    @Test
    void aScriptThatFails_saysSo_withAllThatItWrote() throws Exception {
        RunningSkill skill =
                start(new LegacySkill().file("scripts/fail.sh", "echo half; echo 'no such invoice' >&2; exit 3\n"));

        Map<String, Object> answer = run(skill, "fail", null);

        assertThat(answer)
                .containsEntry("success", false)
                .containsEntry("error", "script_failed")
                .containsEntry("exit_code", 3L)
                .containsEntry("output", "half\n")
                .containsEntry("errors", "no such invoice\n");
        ScriptedFixture.await(
                () -> gateways.log.stream().anyMatch(line -> line.contains("no such invoice")), () -> gateways.log);
    }

    @Test
    void itsEnvironment_isWhatIsAllowed_andNothingElse() throws Exception {
        RunningSkill skill = start(new LegacySkill("{\"openclaw\":{\"requires\":{\"env\":[\"ODD_KEY\"]}}}")
                .file("scripts/show.sh", "env\n"));

        String output = (String) run(skill, "show", null).get("output");

        assertThat(output.lines().map(line -> line.substring(0, line.indexOf('='))))
                .containsExactlyInAnyOrder(
                        "ODD_KEY",
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "LANG",
                        "SKILL_NAME",
                        "SKILL_DIR",
                        "SKILL_ASSETS_DIR",
                        "PWD",
                        "SHLVL",
                        "_");
        assertThat(output).contains("ODD_KEY=value of ODD_KEY\n", "SKILL_NAME=odd-jobs\n", "HOME=/skill/data\n");
    }

    @Test
    void scriptsWithHostileNames_areCalledAsTheyAre_andRunNothingElse() throws Exception {
        LegacySkill legacy = new LegacySkill();
        List<String> names = List.of(
                "a b",
                "$(touch hit1)",
                "x;touch hit2;",
                "'q\"",
                "-rf",
                "`touch hit3`",
                "&& touch hit4",
                "字",
                "%n",
                "a*");
        for (String name : names) {
            legacy.file("scripts/" + name + ".sh", "echo 'I am " + name.replace("'", "") + "'\n");
        }
        RunningSkill skill = start(legacy);
        List<String> said = new ArrayList<>();

        for (ToolDescription tool : skill.tools()) {
            assertThat(tool.name()).matches("[a-z0-9_]{1,64}");
            if (!tool.name().endsWith("_guide")) {
                said.add((String) RealFixture.call(skill, tool.name(), Map.of()).get("output"));
            }
        }

        assertThat(said)
                .hasSize(names.size())
                .allMatch(text -> text.startsWith("I am "))
                .doesNotHaveDuplicates();
        try (var files = Files.list(gateways.dataFolder())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("hit")))
                    .isEmpty();
        }
    }

    @Test
    void theGuide_givesTheTexts_andNothingBeside() throws Exception {
        RunningSkill skill = start(new LegacySkill().file("references/more.md", "# More\n"));

        assertThat(skill.tools()).extracting(ToolDescription::name).containsExactly("odd_jobs_guide");
        assertThat((String) RealFixture.call(skill, "odd_jobs_guide", Map.of()).get("text"))
                .contains("# Odd jobs");
        assertThat(RealFixture.call(skill, "odd_jobs_guide", Map.of("file", "references/more.md")))
                .containsEntry("text", "# More\n");
        assertThatThrownBy(() -> RealFixture.call(skill, "odd_jobs_guide", Map.of("file", "../manifest.json")))
                .hasMessageContaining("no text of this name");
    }
}
