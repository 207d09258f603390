package net.chingtech.ctos.provisioning.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void updates_keepTheLastThreeStates_newestFirst() {
        Entry entry = entry("1.0.0");
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0", "1.4.0")) {
            entry = leave(entry, version, true, null);
        }
        assertThat(words(entry)).containsExactly("1.3.0 data", "1.2.0 data", "1.1.0 data");
    }

    @Test
    void stateWithoutData_isNotKeptTwice() {
        Entry entry =
                leave(leave(leave(entry("1.0.0"), "1.1.0", false, null), "1.0.0", false, null), "1.1.0", false, null);
        assertThat(words(entry)).containsExactly("1.0.0");
        // With data the newer of the two can do what the older one can.
        entry = leave(leave(entry, "1.2.0", false, null), "1.1.0", true, null);
        assertThat(words(entry)).containsExactly("1.2.0 data", "1.0.0");
    }

    @Test
    void statesOfOneReleaseWithData_areDifferent() {
        Entry entry = leave(entry("1.0.0"), "1.1.0", true, null);
        entry = leave(entry, "1.0.0", true, null);
        assertThat(words(entry)).containsExactly("1.1.0 data", "1.0.0 data");
        entry = leave(entry, "1.1.0", true, null);
        assertThat(words(entry)).containsExactly("1.0.0 data", "1.1.0 data", "1.0.0 data");
    }

    @Test
    void stateThatWasGoneBackToWithItsData_leaves() {
        Entry entry = leave(leave(entry("1.0.0"), "1.1.0", true, null), "1.2.0", true, null);
        Past first = entry.history().get(1);
        entry = leave(entry, "1.0.0", true, first);
        assertThat(words(entry)).containsExactly("1.2.0 data", "1.1.0 data");
    }

    @Test
    void anotherArtifactOfTheSameVersion_takesTheStatesPlace() {
        Entry entry = leave(entry("1.0.0"), "1.1.0", true, null);
        Past left = past("left", entry.current(), true);
        assertThat(History.after(entry, left, deployed("1.0.0", "other"), null)).containsExactly(left);
    }

    @Test
    void filesThatNoStateNames_areTold() {
        Entry before = entry("1.0.0");
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
            before = leave(before, version, true, null);
        }
        Entry after = leave(before, "1.4.0", true, null);
        History.Unnamed unnamed = History.unnamed(before, after);
        assertThat(unnamed.releases()).containsExactly(SkillVersion.of("1.0.0"));
        assertThat(unnamed.backups()).containsExactly(before.history().get(2).stateId());
        assertThat(History.unnamed(after, after).releases()).isEmpty();

        History.Unnamed all = History.unnamed(after, null);
        assertThat(all.releases()).hasSize(4).contains(SkillVersion.of("1.4.0"));
        assertThat(all.backups()).hasSize(3);
    }

    @Test
    void releaseOfSeveralStates_staysAsLongAsOneNamesIt() {
        Entry before = leave(leave(entry("1.0.0"), "1.1.0", true, null), "1.0.0", true, null);
        Past kept = before.history().get(1);
        Entry after = leave(before, "1.0.0", true, kept);
        assertThat(History.unnamed(before, after).releases()).isEmpty();
        assertThat(History.unnamed(before, after).backups()).containsExactly(kept.stateId());
    }

    private static int states;

    private static Entry leave(Entry entry, String next, boolean data, Past reached) {
        Deployed deployed = deployed(next, "of " + next);
        Past left = past("s" + states++, entry.current(), data);
        return entry.draft()
                .current(deployed)
                .history(History.after(entry, left, deployed, reached))
                .entry();
    }

    private static Past past(String id, Deployed release, boolean data) {
        return new Past(id, release, NOW, 7, data, false, false, "left", null);
    }

    private static Entry entry(String version) {
        return new EntryDraft(
                        new SkillId("org.example.notes"),
                        "hub",
                        Channel.STABLE,
                        NOW,
                        deployed(version, "of " + version))
                .entry();
    }

    private static Deployed deployed(String version, String sha256) {
        return new Deployed(
                SkillVersion.of(version),
                "Notes",
                "",
                sha256,
                10,
                Tier.COMMUNITY,
                "Example",
                "key",
                "process",
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                false,
                "",
                "",
                null);
    }

    private static List<String> words(Entry entry) {
        return entry.history().stream()
                .map(past -> past.release().version() + (past.hasData() ? " data" : ""))
                .toList();
    }
}
