package net.chingtech.ctos.clawhub.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillTextTest {

    @Test
    void head_saysWhatTheSkillIs() {
        Frontmatter front =
                front("name: invoices\nversion: 1.10\ndescription: >-\n  Splits\n  and totals\nauthor: acme\n"
                        + "license: MIT\nhomepage: https://example.org/x\ntags: [a, b]\nentrypoint: run.sh\n");
        assertThat(front.name()).isEqualTo("invoices");
        assertThat(front.version()).isEqualTo("1.10");
        assertThat(front.description()).isEqualTo("Splits and totals");
        assertThat(front.author()).isEqualTo("acme");
        assertThat(front.tags()).containsExactly("a", "b");
        assertThat(front.entrypoint()).isEqualTo("run.sh");
    }

    @Test
    void textWithoutHead_isAllText() {
        SkillText text = SkillText.read("# Title\n\n---\nnot: a head\n---\n");
        assertThat(text.front().name()).isNull();
        assertThat(text.body()).startsWith("# Title");
        assertThat(text.remarks()).hasSize(1);
    }

    @Test
    void headWithoutEnd_isText() {
        assertThat(SkillText.read("---\nname: x\n").body()).startsWith("---");
    }

    @Test
    void linesThatEndInTwoSigns_areLines() {
        SkillText text = SkillText.read("\uFEFF---\r\nname: x\r\ndescription: y\r\n---\r\nbody\r\n");
        assertThat(text.front().name()).isEqualTo("x");
        assertThat(text.body()).isEqualTo("body\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata:\n  openclaw:\n    requires:\n      bins: [git]\n      env:\n        - A_KEY\n    primaryEnv: B_KEY\n",
                "metadata: {\"openclaw\":{\"requires\":{\"bins\":[\"git\"],\"env\":[\"A_KEY\"]},\"primaryEnv\":\"B_KEY\"}}\n",
                "metadata: '{\"clawdbot\":{\"requires\":{\"bins\":[\"git\",],\"env\":[\"A_KEY\",],},\"primaryEnv\":\"B_KEY\",},}'\n",
                "metadata: |\n  {\"clawdis\":{\"requires\":{\"bins\":[\"git\"],\"env\":[\"A_KEY\"]},\n  \"primaryEnv\":\"B_KEY\"}}\n",
                "clawdis:\n  requires: {bins: git, env: [A_KEY]}\n  primaryEnv: B_KEY\n",
                "clawdis: '{\"requires\":{\"bins\":[\"git\"],\"env\":[\"A_KEY\"]},\"primaryEnv\":\"B_KEY\"}'\n",
            })
    void metadataOfEveryForm_saysWhatIsNeeded(String metadata) {
        Needs needs = front("name: x\n" + metadata).needs();
        assertThat(needs.bins()).containsExactly("git");
        assertThat(needs.env()).containsExactly("A_KEY", "B_KEY");
    }

    @Test
    void olderNames_comeBeforeNewerOnes() {
        Needs needs = front(
                        "metadata:\n  openclaw: {requires: {bins: [new]}}\n  clawdis: {requires: {bins: [middle]}}\n"
                                + "  clawdbot: {requires: {bins: [old]}}\n")
                .needs();
        assertThat(needs.bins()).containsExactly("old");
    }

    @Test
    void allOtherNeeds_areRead() {
        Frontmatter front = front(
                "metadata:\n  openclaw:\n    emoji: \"🧾\"\n    os: [darwin]\n    requires:\n      anyBins: [a, b]\n"
                        + "      optional_bins: [c]\n    install:\n      - {id: uv, kind: brew, formula: uv, bins: [uv, uvx]}\n");
        assertThat(front.emoji()).isEqualTo("🧾");
        assertThat(front.needs().os()).containsExactly("darwin");
        assertThat(front.needs().anyBins()).containsExactly("a", "b");
        assertThat(front.needs().optionalBins()).containsExactly("c");
        assertThat(front.needs().installs()).containsExactly("uv, uvx (brew)");
    }

    @Test
    void whatOnlyOthersHeed_isNamed() {
        assertThat(front("allowed-tools: Bash\ncontributes: {app: {id: x}}\nmetadata: {ctos: {requires_app: admin}}\n")
                        .ignored())
                .containsExactly("allowed-tools", "contributes", "ctos.requires_app");
    }

    @Test
    void headThatIsNoYaml_isReadLineByLine() {
        SkillText text =
                SkillText.read("---\nname: x\ndescription: Reads: and writes\nhomepage: \"https://e.org\"\n---\n");
        assertThat(text.front().description()).isEqualTo("Reads: and writes");
        assertThat(text.front().homepage()).isEqualTo("https://e.org");
        assertThat(text.remarks()).hasSize(1);
    }

    @Test
    void aliasesThatGrow_areNotRead() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        assertThat(SkillText.read("---\nname: x\n" + bomb + "---\n").front().name())
                .isEqualTo("x");
        assertThat(SkillText.read("---\nname: x\n" + bomb + "---\n").remarks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager []",
                "!!java.net.URL [\"http://127.0.0.1\"]",
                "&a [*a]",
                "&a x\nalso: *a",
                "!!int abc",
                "!!map [a]",
                "!!seq {a: b}",
                "!!binary \"%%%\"",
                "!!timestamp 9999-99-99",
                "\"\\U00110000\"",
                "x\nopenclaw: {install: [&a {id: [*a]}]}",
            })
    void typesAndLoops_makeNothing(String value) {
        assertThat(SkillText.read("---\nname: x\nversion: " + value + "\n---\n")
                        .front()
                        .name())
                .isEqualTo("x");
    }

    @Test
    void whatIsNoTextWhereOneBelongs_isLeftOut() {
        Frontmatter front = front("name: x\n? [a, b]\n: y\n? {c: d}\n: z\nopenclaw:\n  install:\n"
                + "  - {id: [a], kind: {b: c}}\n  - {id: jq, kind: [brew]}\n  os: {a: b}\n");
        assertThat(front.name()).isEqualTo("x");
        assertThat(front.needs().installs()).containsExactly("something (in some way)", "jq (in some way)");
        assertThat(front.needs().os()).isEmpty();
    }

    @Test
    void deepHead_isNotRead() {
        assertThat(front("name: x\nmetadata: " + "[".repeat(5_000) + "\n").name())
                .isEqualTo("x");
    }

    @Test
    void words_areOneVisibleLine() {
        Frontmatter front = front("name: \"a\\u202eb\\nc\\u0007\"\ndescription: \"" + "x".repeat(5_000) + "\"\n");
        assertThat(front.name()).isEqualTo("abc");
        assertThat(front.description()).hasSize(2_000).endsWith("…");
    }

    private static Frontmatter front(String head) {
        return SkillText.read("---\n" + head + "---\nbody\n").front();
    }
}
