package net.chingtech.ctos.clawhub.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bytes of a stranger never take much memory. The container ends when there is none. */
class LegacyMemoryTest {

    private static final long MIB = 1 << 20;

    /** A text of 100,000 letters, and 30,000 signs that each stand for it. */
    private static final String LONG_TEXT = "name: x\nv: &a " + "A".repeat(100_000) + "\n";

    private static final String MEANT_OFTEN = "[" + "*a ,".repeat(30_000) + "]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openclaw:\n  install:\n  - id: %s\n",
                "openclaw:\n  install:\n  - kind: %s\n",
                "openclaw:\n  install:\n  - bins: %s\n",
                "? %s\n: y\n",
                "metadata: {ctos: {? %s : 1}}\n",
                "tags: %s\n",
            })
    void textThatIsMeantOften_isNotRead(String place) throws Exception {
        String head = "---\n" + LONG_TEXT + String.format(place, MEANT_OFTEN) + "---\nhi\n";
        assertThat(Allocated.by(
                        () -> assertThat(SkillText.read(head).front().needs().installs())
                                .isEmpty()))
                .isLessThan(64 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "{%s}"})
    void wordsWithoutEnd_areGivenUp(String list) throws Exception {
        String head = "---\nname: x\nv: " + String.format(list, "a,".repeat(120_000)) + "\n---\nhi\n";
        assertThat(Allocated.by(
                        () -> assertThat(SkillText.read(head).front().name()).isEqualTo("x")))
                .isLessThan(32 * MIB);
    }

    @Test
    void whetherATextIsClean_isKnownAtTheFirstSign() throws Exception {
        String text = "漢" + "\u0001".repeat(10_000_000);
        assertThat(Allocated.by(() -> assertThat(Visible.isClean(text)).isFalse()))
                .isLessThan(MIB);
        assertThat(Allocated.by(() -> assertThat(Visible.deceives(text)).isFalse()))
                .isLessThan(MIB);
    }

    @Test
    void textThatHidesAll_isWrittenOutToALimit() throws Exception {
        String text = "漢" + "\u0001".repeat(10_000_000);
        assertThat(Visible.written(text, 1_000))
                .hasSizeLessThanOrEqualTo(1_000)
                .startsWith("漢\\u0001\\u0001")
                .endsWith("…");
        assertThat(Allocated.by(() -> Visible.written(text, 1_000))).isLessThan(MIB);
        assertThat(Visible.written("a\u0001b", 8)).isEqualTo("a\\u0001b");
    }

    @Test
    void skillTextThatNobodyReads_isRefused() throws Exception {
        byte[] most = "a".repeat(LegacyFolder.LARGEST_TEXT).getBytes(StandardCharsets.UTF_8);
        assertThat(LegacyFolder.of(Map.of("SKILL.md", most)).files()).hasSize(1);
        byte[] more = "a".repeat(LegacyFolder.LARGEST_TEXT + 1).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> LegacyFolder.of(Map.of("SKILL.md", more)))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("legacy_skill_md_large"));
    }
}
