package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.format.settings.SettingsForm.Option;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;
import net.chingtech.ctos.format.settings.SettingsForm.Type;
import net.chingtech.ctos.provisioning.PastState;

/** Settings of every kind, and earlier states. */
final class SampleSettings {

    static final String PID = "net.chingtech.accounting.invoices";
    static final String SECRET = "s3cret of the test";

    private SampleSettings() {}

    static SettingsForm form() {
        return new SettingsForm(List.of(
                new SettingsForm.Group(
                        PID,
                        "Invoices",
                        "How invoices are numbered, and where they are sent. <img src=x onerror=document.title='owned'>",
                        List.of(
                                setting("prefix", "Prefix of numbers", Type.STRING, true, List.of(), null, "8"),
                                new Setting(
                                        "rounding",
                                        "Rounding",
                                        "What becomes of half a cent.",
                                        Type.STRING,
                                        false,
                                        1,
                                        false,
                                        List.of("up"),
                                        null,
                                        null,
                                        List.of(new Option("up", "Up"), new Option("even", "To the even cent"))),
                                setting("days", "Days to pay", Type.INTEGER, false, List.of(30L), "1", "90"),
                                setting("rate", "Rate of VAT", Type.DOUBLE, false, List.of(0.05), "0", "1"),
                                setting("remind", "Remind by mail", Type.BOOLEAN, false, List.of(false), null, null),
                                setting("key", "Key of the mail service", Type.PASSWORD, false, List.of(), "4", null),
                                new Setting(
                                        "copies",
                                        "Copies to",
                                        "Addresses that get a copy of each invoice.",
                                        Type.STRING,
                                        true,
                                        3,
                                        false,
                                        List.of(),
                                        null,
                                        null,
                                        List.of()))),
                new SettingsForm.Group(
                        PID + ".archive",
                        "Archive",
                        "",
                        List.of(setting("years", "Years to keep", Type.LONG, false, List.of(10L), "1", null)))));
    }

    private static Setting setting(
            String id, String name, Type type, boolean required, List<Object> defaults, String min, String max) {
        return new Setting(id, name, "", type, false, 1, required, defaults, min, max, List.of());
    }

    static Map<String, Map<String, Object>> values() {
        Map<String, Object> invoices = new LinkedHashMap<>();
        invoices.put("prefix", "INV-");
        invoices.put("days", 14L);
        invoices.put("key", SECRET);
        invoices.put("copies", List.of("books@example.org"));
        return Map.of(PID, invoices);
    }

    static List<PastState> history() {
        return List.of(
                state("task-9-1", "1.1.0", "2026-11-01T08:00:00Z", 4_812_000, true, true, "updated to 1.2.0"),
                state("task-4-1", "1.0.3", "2026-09-14T02:11:00Z", 1_204_000, true, false, "updated to 1.1.0"),
                state("task-2-1", "1.0.2", "2026-08-02T01:30:00Z", 96_000, false, false, "updated to 1.0.3"));
    }

    private static PastState state(
            String id, String version, String until, long bytes, boolean data, boolean migrated, String reason) {
        return new PastState(
                id, SkillVersion.of(version), Instant.parse(until), bytes, data, migrated, data && !migrated, reason);
    }
}
