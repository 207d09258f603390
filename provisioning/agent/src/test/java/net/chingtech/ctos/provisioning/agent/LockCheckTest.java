package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed behind the container's back keeps that one skill off, and is told; a crash is not taken for it. */
class LockCheckTest {

    private static final String CRM_RUNS = "net.chingtech.crm@2.0.1";
    private static final String ACCOUNTING_RUNS = "net.chingtech.accounting@1.2.0";

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1").json("permissions", List.of("db:read:crm")));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
        rig.install(ACCOUNTING, null);
        rig.audit.entries.clear();
    }

    @Test
    void artifactChanged_staysOffAndIsTold_andTheOthersStart() throws Exception {
        Path artifact = file(CRM, "2.0.1", "artifact.jar");
        String expected = Digests.sha256Hex(Files.readAllBytes(artifact));
        rewrite(artifact, "something else");
        String found = Digests.sha256Hex(Files.readAllBytes(artifact));
        rig.restart();

        assertThat(rig.answering()).containsExactly(ACCOUNTING_RUNS);
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.FAILED);
        assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("digest_mismatch");
        Alert alert = onlyAlert("artifact_changed");
        assertThat(alert.level()).isEqualTo(Alert.Level.DANGER);
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(alert.problem().more()).containsExactly("expected sha256:" + expected, "found sha256:" + found);
        assertThat(rig.audit.acts()).containsExactly("artifact_changed " + CRM_RUNS);
        assertThat(rig.audit.entries.get(0).details().get("more")).contains(expected, found);

        rig.restart();
        onlyAlert("artifact_changed");
        assertThat(rig.audit.acts()).hasSize(1);
    }

    @Test
    void statementOrManifestChangedOrGone_staysOff() throws Exception {
        for (String name : List.of("statement.json", "manifest.json")) {
            Path file = file(CRM, "2.0.1", name);
            byte[] right = Files.readAllBytes(file);
            rewrite(file, Files.readString(file) + " ");
            rig.restart();
            assertThat(rig.answering()).as(name).containsExactly(ACCOUNTING_RUNS);
            Files.delete(file);
            rig.restart();
            assertThat(rig.answering()).as(name).containsExactly(ACCOUNTING_RUNS);
            Files.write(file, right);
        }
        rig.restart();
        assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
    }

    @Test
    void artifactGone_isTold() throws Exception {
        Files.delete(file(CRM, "2.0.1", "artifact.jar"));
        rig.restart();
        assertThat(rig.answering()).containsExactly(ACCOUNTING_RUNS);
        assertThat(onlyAlert("artifact_changed").problem().detail()).contains("not on disk");
    }

    @Test
    void grantAddedToTheRegistry_neverReachesTheHost() throws Exception {
        edit(rig.home.registry(), "\"db:read:crm\" ]", "\"db:read:crm\", \"network:outbound\" ]");
        rig.restart();
        assertOff("grants", "network:outbound");
    }

    @Test
    void grantThatTheSkillDoesNotAskFor_neverReachesTheHost_evenWhenBothFilesSaySo() throws Exception {
        edit(rig.home.registry(), "\"db:read:crm\" ]", "\"db:read:crm\", \"network:outbound\" ]");
        edit(rig.home.lockFile(), "\"db:read:crm\" ]", "\"db:read:crm\", \"network:outbound\" ]");
        String recorded = Digests.sha256Hex(Files.readAllBytes(rig.home.lockFile()));
        Files.writeString(
                rig.home.registry(),
                Files.readString(rig.home.registry())
                        .replaceFirst("\"lock_sha256\" : \"[0-9a-f]+\"", "\"lock_sha256\" : \"" + recorded + "\""));
        rig.restart();
        assertOff("does not ask for", "network:outbound");
    }

    @Test
    void otherThingsInTheRegistry_areNoticedToo() throws Exception {
        String right = Files.readString(rig.home.registry());
        for (String[] change : new String[][] {
            {"\"tier\" : \"official\"", "\"tier\" : \"community\"", "tier"},
            {"\"source\" : \"skillhub:test\"", "\"source\" : \"skillhub:evil\"", "source"},
            {"\"key_id\" : \"", "\"key_id\" : \"00", "key"},
            {"\"version\" : \"2.0.1\"", "\"version\" : \"2.0.2\"", "version"},
        }) {
            int crm = right.indexOf(CRM.value() + "\",\n    \"source");
            assertThat(crm).isPositive();
            Files.writeString(
                    rig.home.registry(),
                    right.substring(0, crm) + right.substring(crm).replaceFirst(change[0], change[1]));
            rig.restart();
            assertThat(rig.answering()).as(change[2]).containsExactly(ACCOUNTING_RUNS);
            assertThat(rig.parts.agent.installed(CRM).problem().detail()).contains(change[2]);
            assertThat(file(CRM, "2.0.1", "artifact.jar")).exists();
        }
    }

    @Test
    void lockFileEdited_keepsThatSkillOff_overChangesAndRestarts_untilSomebodyStartsIt() throws Exception {
        edit(rig.home.lockFile(), "\"2.0.1\"", "\"2.1.0\"");
        rig.restart();
        assertOff("version: 2.1.0 in the lock file, 2.0.1 in the registry");
        // A change of another skill writes both files, and must not make the two agree.
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^2.0.0"));
        rig.update(ACCOUNTING, null);
        rig.restart();
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.3.0");
        assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("lock_changed");

        rig.audit.entries.clear();
        rig.succeed(new Change.Restart(CRM, null));
        assertThat(rig.answering()).contains(CRM_RUNS);
        assertThat(rig.audit.acts()).containsExactly("skill_restarted " + CRM_RUNS, "lock_settled " + CRM_RUNS);
        rig.restart();
        assertThat(rig.answering()).contains(CRM_RUNS);
    }

    @Test
    void lockFileGone_keepsAllOff() throws Exception {
        Files.delete(rig.home.lockFile());
        rig.restart();
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.parts.agent.alerts())
                .hasSize(2)
                .allMatch(one -> one.problem().code().equals("lock_changed"));
        rig.succeed(new Change.Restart(CRM, null));
        rig.restart();
        assertThat(rig.answering()).containsExactly(CRM_RUNS);
    }

    @Test
    void skillTakenOutOfTheRegistry_isTold() throws Exception {
        String registry = Files.readString(rig.home.registry());
        int from = registry.indexOf("  \"skills\"");
        Files.writeString(rig.home.registry(), registry.substring(0, from) + "  \"skills\" : [ ]\n}\n");
        rig.restart();
        assertThat(onlyAlert("lock_changed").problem().detail()).contains("net.chingtech.crm 2.0.1");
    }

    @Test
    void lockFileInOtherBytes_isToldAndNothingStaysOff() throws Exception {
        String right = Files.readString(rig.home.lockFile());
        Files.writeString(rig.home.lockFile(), right + "\n");
        rig.restart();
        assertThat(rig.answering()).hasSize(2);
        assertThat(onlyAlert("lock_changed").level()).isEqualTo(Alert.Level.WARNING);
        assertThat(rig.home.lockFile()).hasContent(right);
        assertThat(Files.readString(rig.home.lockFile())).isEqualTo(right);
    }

    @Test
    void killedBetweenLockFileAndRegistry_isMendedWithoutAWord() throws Exception {
        byte[] registry = Files.readAllBytes(rig.home.registry());
        byte[] lock = Files.readAllBytes(rig.home.lockFile());
        rig.publish(skill(CRM, "2.1.0"));
        rig.update(CRM, null);
        byte[] ahead = Files.readAllBytes(rig.home.lockFile());
        Path journal = rig.home.root().resolve("skills/journal/lock.json");
        assertThat(journal).doesNotExist();
        Files.createDirectories(journal.getParent());
        Files.writeString(
                journal,
                "{\"format\": 1, \"before\": \"" + Digests.sha256Hex(lock) + "\", \"after\": \""
                        + Digests.sha256Hex(ahead) + "\"}");
        Files.write(rig.home.registry(), registry);
        rig.restart();
        assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
        assertThat(rig.parts.agent.alerts()).isEmpty();
        assertThat(rig.home.lockFile()).hasBinaryContent(lock);

        // Without the journal's word the same two files are somebody's work.
        Files.delete(journal);
        Files.write(rig.home.lockFile(), ahead);
        rig.restart();
        assertThat(rig.answering()).containsExactly(ACCOUNTING_RUNS);
        onlyAlert("lock_changed");
    }

    @Test
    void firstChangeThatWasCutOffOrFailed_isMendedWithoutAWord() throws Exception {
        byte[] ahead = Files.readAllBytes(rig.home.lockFile());
        Path journal = rig.home.root().resolve("skills/journal/lock.json");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "{\"format\": 1, \"after\": \"" + Digests.sha256Hex(ahead) + "\"}");
        Files.delete(rig.home.registry());
        for (int start = 0; start < 2; start++) {
            rig.restart();
            assertThat(rig.answering()).isEmpty();
            assertThat(rig.parts.agent.alerts()).isEmpty();
            Files.delete(journal);
            Files.createFile(journal);
        }
        rig.install(CRM, null);
        assertThat(rig.restart().answering()).containsExactly(CRM_RUNS);
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void homeOfBefore_startsAsItDid() throws Exception {
        for (Path file : List.of(rig.home.registry(), rig.home.lockFile())) {
            Files.writeString(
                    file,
                    Files.readString(file).replaceAll(",?\\s*\"(statement|manifest)_sha256\" : \"[0-9a-f]+\"", ""));
        }
        String lock = Files.readString(rig.home.lockFile())
                .replaceAll("\\s*\"tier\" : \"[a-z]+\",", "")
                .replace("\"format\" : 2", "\"format\" : 1");
        Files.writeString(rig.home.lockFile(), lock);
        Files.writeString(
                rig.home.registry(),
                Files.readString(rig.home.registry())
                        .replaceFirst(
                                "\"lock_sha256\" : \"[0-9a-f]+\"",
                                "\"lock_sha256\" : \"" + Digests.sha256Hex(Files.readAllBytes(rig.home.lockFile()))
                                        + "\""));
        rig.restart();
        assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    private void assertOff(String... words) throws Exception {
        assertThat(rig.answering()).containsExactly(ACCOUNTING_RUNS);
        Problem problem = rig.parts.agent.installed(CRM).problem();
        assertThat(problem.code()).isEqualTo("lock_changed");
        assertThat(problem.detail()).contains(words);
        Alert alert = onlyAlert("lock_changed");
        assertThat(alert.problem()).isEqualTo(problem);
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(rig.audit.acts()).containsExactly("lock_changed " + CRM_RUNS);
    }

    private Alert onlyAlert(String code) {
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        Alert alert = rig.parts.agent.alerts().get(0);
        assertThat(alert.problem().code()).isEqualTo(code);
        return alert;
    }

    private Path file(SkillId id, String version, String name) {
        return rig.home.installed().resolve(id + "_" + version).resolve(name);
    }

    private static void rewrite(Path file, String content) throws Exception {
        Files.delete(file);
        Files.writeString(file, content);
    }

    private static void edit(Path file, String from, String to) throws Exception {
        String content = Files.readString(file);
        assertThat(content).contains(from);
        Files.writeString(file, content.replace(from, to));
    }
}
