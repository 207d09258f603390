package net.chingtech.ctos.format.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.settings.SettingsForm.Group;
import net.chingtech.ctos.format.settings.SettingsForm.Option;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;
import net.chingtech.ctos.format.settings.SettingsForm.Type;
import net.chingtech.ctos.format.settings.SettingsValues.Checked;
import org.junit.jupiter.api.Test;

class SettingsValuesTest {

    private static final SettingsForm FORM = new SettingsForm(List.of(
            new Group(
                    "p",
                    "P",
                    "",
                    List.of(
                            setting("text", Type.STRING, false, "2", "5"),
                            setting("whole", Type.INTEGER, false, "0", "9"),
                            setting("long", Type.LONG, false, null, null),
                            setting("real", Type.DOUBLE, false, null, "1.5"),
                            setting("flag", Type.BOOLEAN, false, null, null),
                            setting("secret", Type.PASSWORD, false, null, "10"),
                            setting("many", Type.STRING, true, null, "3"),
                            new Setting(
                                    "level",
                                    "",
                                    "",
                                    Type.STRING,
                                    false,
                                    1,
                                    false,
                                    List.of(),
                                    null,
                                    null,
                                    List.of(new Option("low", ""), new Option("high", ""))))),
            new Group(
                    "q",
                    "Q",
                    "",
                    List.of(
                            new Setting(
                                    "needed", "", "", Type.STRING, false, 1, true, List.of(), null, null, List.of()),
                            new Setting("list", "", "", Type.STRING, true, 3, true, List.of(), null, null, List.of()),
                            new Setting(
                                    "given",
                                    "",
                                    "",
                                    Type.STRING,
                                    false,
                                    1,
                                    true,
                                    List.of("x"),
                                    null,
                                    null,
                                    List.of())))));

    private static Setting setting(String id, Type type, boolean list, String min, String max) {
        return new Setting(id, id, "", type, list, list ? 2 : 1, false, List.of(), min, max, List.of());
    }

    @Test
    void valuesThatFit_becomePlainOnes() {
        Map<String, Object> given = new HashMap<>(Map.of(
                "text",
                "abc",
                "whole",
                9,
                "long",
                new BigInteger("9000000000"),
                "real",
                new BigDecimal("1.25"),
                "flag",
                false,
                "many",
                List.of("a", "b"),
                "level",
                "low"));
        given.put("secret", null);

        Checked checked = SettingsValues.check(FORM, Map.of("p", given));

        assertThat(checked.violations()).isEmpty();
        Map<String, Object> plain = new HashMap<>(given);
        plain.putAll(Map.of("whole", 9L, "long", 9000000000L, "real", 1.25));
        assertThat(checked.values()).isEqualTo(Map.of("p", plain));
    }

    @Test
    void everythingThatDoesNotFit_isNamedAtOnce_withItsPlace() {
        Map<String, Object> wrong = new HashMap<>();
        wrong.put("text", "x");
        wrong.put("whole", 10);
        wrong.put("long", 1.5);
        wrong.put("real", "1");
        wrong.put("flag", "yes");
        wrong.put("secret", "a secret that is too long");
        wrong.put("many", Arrays.asList("ok", null, 3));
        wrong.put("level", "middle");
        wrong.put("strange", 1);

        Checked checked = SettingsValues.check(FORM, Map.of("p", wrong, "elsewhere", Map.of()));

        assertThat(checked.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "$['p']['text']",
                        "$['p']['whole']",
                        "$['p']['long']",
                        "$['p']['real']",
                        "$['p']['flag']",
                        "$['p']['secret']",
                        "$['p']['many']",
                        "$['p']['level']",
                        "$['p']['strange']",
                        "$['elsewhere']");
        assertThat(checked.violations().toString())
                .contains("at least 2 characters", "at most 9", "one of low, high", "at most 2 values")
                .doesNotContain("a secret that");
    }

    @Test
    void itemsOfAList_areEachNamed() {
        Checked checked = SettingsValues.check(FORM, Map.of("p", Map.of("many", List.of("long one", 3))));

        assertThat(checked.violations())
                .extracting(Violation::path)
                .containsExactly("$['p']['many'][0]", "$['p']['many'][1]");
    }

    @Test
    void whatIsRequired_mustBeThere_unlessItHasADefault() {
        assertThat(SettingsValues.check(FORM, Map.of("q", Map.of("needed", "", "list", List.of())))
                        .violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder("$['q']['needed']", "$['q']['list']");
        assertThat(SettingsValues.check(FORM, Map.of("q", Map.of())).violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder("$['q']['needed']", "$['q']['list']");
        assertThat(SettingsValues.check(FORM, Map.of()).violations()).isEmpty();
    }

    @Test
    void aTextOfMoreThan16KiB_isTooLong() {
        Map<String, Object> values =
                Map.of("needed", "x".repeat(16 * 1024), "list", List.of("x".repeat(16 * 1024 + 1)));

        assertThat(SettingsValues.check(FORM, Map.of("q", values)).violations())
                .extracting(Violation::path)
                .containsExactly("$['q']['list'][0]");
    }

    @Test
    void numbersOutOfRange_areNoneOfTheirType() {
        Map<String, Object> values = Map.of(
                "whole",
                3_000_000_000L,
                "long",
                new BigInteger("99999999999999999999"),
                "real",
                new BigDecimal("1e999"));

        assertThat(SettingsValues.check(FORM, Map.of("p", values)).violations()).hasSize(3);
    }
}
