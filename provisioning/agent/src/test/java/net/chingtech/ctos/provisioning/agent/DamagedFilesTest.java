package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a power cut, a full disk or somebody left in pieces. */
class DamagedFilesTest {

    private static final String CRM_RUNS = "net.chingtech.crm@2.1.0";
    private static final String ACCOUNTING_RUNS = "net.chingtech.accounting@1.2.0";

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() throws Exception {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1").json("permissions", List.of("db:read:crm")));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(CRM, "2.1.0").json("permissions", List.of("db:read:crm")));
        rig.update(CRM, null);
        Files.writeString(rig.home.data().resolve(CRM.value()).resolve("people"), "1");
        rig.audit.entries.clear();
    }

    @Test
    void registryInPieces_isRebuilt_andItsSkillsRun() throws Exception {
        for (String pieces : List.of("", "{ \"format\": 2, \"skills\": [", "[]", "{\"format\": 2, \"skills\": [{}]}")) {
            Files.writeString(rig.home.registry(), pieces);
            rig.restart();

            assertThat(rig.answering()).as(pieces).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
            assertThat(Files.readString(only(rig.home.registry()))).isEqualTo(pieces);
            Alert alert = onlyAlert();
            assertThat(alert.level()).isEqualTo(Alert.Level.DANGER);
            assertThat(alert.problem().detail())
                    .contains("registry.json", only(rig.home.registry()).toString(), "held versions");
            assertThat(rig.audit.acts()).containsExactly("registry_rebuilt registry.json");

            // It is as if nothing had been, from now on.
            rig.parts.agent.acknowledge(alert.id(), "admin");
            rig.restart();
            assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
            assertThat(rig.parts.agent.alerts()).allMatch(one -> one.readAt() != null);
            Files.delete(only(rig.home.registry()));
            Files.delete(rig.home.root().resolve("skills/alerts.json"));
            rig.audit.entries.clear();
        }
    }

    @Test
    void rebuiltSkill_isGrantedWhatTheLockFileSays_andChangesByItselfNoMore() throws Exception {
        Files.writeString(rig.home.registry(), "");
        rig.restart();
        InstalledSkill crm = rig.parts.agent.installed(CRM);
        assertThat(crm.grants()).extracting(SkillPermission::name).containsExactly("db:read:crm");
        assertThat(crm.source()).isEqualTo("skillhub:test");
        assertThat(crm.policy().patch()).isEqualTo(UpdatePolicy.Mode.ASK);
        assertThat(rig.home.data().resolve(CRM.value()).resolve("people")).hasContent("1");

        // What lies on disk can be gone back to, when somebody agrees to what it asks for.
        rig.succeed(new Change.Rollback(CRM, SkillVersion.of("2.0.1")));
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^2.0.0"));
        rig.update(ACCOUNTING, null);
        assertThat(rig.restart().answering())
                .containsExactlyInAnyOrder("net.chingtech.crm@2.0.1", "net.chingtech.accounting@1.3.0");
    }

    @Test
    void registryLostWhileAChangeWasWritten_isThatOfAfterTheChange() throws Exception {
        long before = rig.parts.store.state().registry().revision();
        for (boolean ahead : new boolean[] {false, true}) {
            Files.writeString(rig.home.registry(), "");
            String after = ahead ? Digests.sha256Hex(Files.readAllBytes(rig.home.lockFile())) : "0";
            Path journal = rig.home.root().resolve("skills/journal/lock.json");
            Files.createDirectories(journal.getParent());
            Files.writeString(journal, "{\"format\": 1, \"after\": \"" + after + "\"}");
            rig.restart();
            assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
            assertThat(rig.parts.store.state().registry().revision() > before).isEqualTo(ahead);
        }
    }

    @Test
    void registryThatIsGone_isRebuilt() throws Exception {
        Files.delete(rig.home.registry());
        rig.restart();
        assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
        assertThat(onlyAlert().problem().detail()).contains("registry.json is gone");
    }

    @Test
    void lockFileInPieces_isMadeAgainFromTheRegistry() throws Exception {
        byte[] right = Files.readAllBytes(rig.home.lockFile());
        for (String pieces : List.of("", "{ \"format\": 2, \"skills\": [ {")) {
            Files.writeString(rig.home.lockFile(), pieces);
            rig.restart();
            assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
            assertThat(rig.home.lockFile()).hasBinaryContent(right);
            assertThat(Files.readString(only(rig.home.lockFile()))).isEqualTo(pieces);
            assertThat(onlyAlert().problem().detail()).contains("skill-lock.json", "from the registry");
            Files.delete(only(rig.home.lockFile()));
            Files.delete(rig.home.root().resolve("skills/alerts.json"));
        }
        assertThat(rig.parts.agent.history(CRM)).hasSize(1);
    }

    @Test
    void lockFileInPieces_andRegistryEdited_keepAllOff() throws Exception {
        Files.writeString(rig.home.lockFile(), "");
        Files.writeString(
                rig.home.registry(), Files.readString(rig.home.registry()).replace("\"official\"", "\"verified\""));
        for (int start = 0; start < 2; start++) {
            assertThat(rig.restart().answering()).isEmpty();
            assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("lock_changed");
        }
    }

    @Test
    void bothInPieces_keepSkillsAndDataButOff_untilSomebodyStartsThem() throws Exception {
        Files.writeString(rig.home.registry(), "");
        Files.writeString(rig.home.lockFile(), "");
        for (int start = 0; start < 2; start++) {
            rig.restart();
            assertThat(rig.answering()).isEmpty();
            InstalledSkill crm = rig.parts.agent.installed(CRM);
            assertThat(crm.version()).hasToString("2.1.0");
            assertThat(crm.problem().code()).isEqualTo("lock_changed");
            assertThat(crm.grants()).isEmpty();
        }
        assertThat(rig.parts.agent.alerts())
                .filteredOn(alert -> alert.problem().code().equals("registry_rebuilt"))
                .hasSize(2)
                .anyMatch(alert -> alert.problem().detail().contains("./ctos restart ID"));

        rig.succeed(new Change.Restart(CRM, null));
        rig.succeed(new Change.Restart(ACCOUNTING, null));
        rig.restart();
        assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
        assertThat(rig.parts.agent.installed(CRM).grants())
                .extracting(SkillPermission::name)
                .containsExactly("db:read:crm");
        assertThat(rig.home.data().resolve(CRM.value()).resolve("people")).hasContent("1");
    }

    @Test
    void releaseThatIsNotProvenAnyMore_staysOffAndOnDisk() throws Exception {
        Path statement = rig.home.installed().resolve("net.chingtech.crm_2.1.0/statement.json");
        String right = Files.readString(statement);
        Files.delete(statement);
        Files.writeString(statement, right.replace("signatures", "signs"));
        for (boolean lockToo : new boolean[] {false, true}) {
            Files.writeString(rig.home.registry(), "");
            if (lockToo) {
                Files.writeString(rig.home.lockFile(), "");
            }
            for (int start = 0; start < 2; start++) {
                rig.restart();
                assertThat(rig.answering()).doesNotContain(CRM_RUNS);
                assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("lock_changed");
                assertThat(statement).exists();
            }
        }
    }

    @Test
    void whatWasRevoked_staysOffAfterARebuild() throws Exception {
        String sha256 = rig.parts.agent.installed(CRM).sha256();
        rig.hub.revoked.put(sha256, new Revoked("malware", TestPublisher.NOW));
        rig.parts.poll.poll();
        Files.writeString(rig.home.registry(), "");
        rig.restart();
        assertThat(rig.host.events).doesNotContain("start " + CRM_RUNS);
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(InstalledSkill.Status.QUARANTINED);
    }

    @Test
    void dataOfSkillsThatNobodyRemembers_isKeptAsOfUninstalledOnes() throws Exception {
        rig.succeed(new Change.Uninstall(ACCOUNTING, false));
        Path data = Files.createDirectories(rig.home.data().resolve("org.example.gone"));
        Files.writeString(rig.home.registry(), "");
        rig.restart();
        assertThat(data).exists();
        assertThat(rig.parts.store.state().registry().keptData())
                .extracting(kept -> kept.id().value())
                .contains("org.example.gone");
    }

    @Test
    void pinsNoticesAndAlertsInPieces_areToldAndMadeAnew() throws Exception {
        String before = rig.parts.agent.pins().toString();
        List<Path> files = List.of(
                rig.home.trust().resolve("pins.json"),
                rig.home.trust().resolve("notices.json"),
                rig.home.root().resolve("skills/alerts.json"));
        for (Path file : files) {
            Files.writeString(file, "{ \"format\": ");
            rig.restart();
            assertThat(rig.answering()).containsExactlyInAnyOrder(CRM_RUNS, ACCOUNTING_RUNS);
            assertThat(only(file)).hasContent("{ \"format\": ");
            assertThat(rig.parts.agent.alerts())
                    .anyMatch(alert -> alert.problem().code().equals("registry_rebuilt")
                            && alert.problem().detail().contains(file.toString()));
        }
        assertThat(rig.parts.agent.pins()).hasToString(before);
    }

    @Test
    void damageThatCouldNotBeMended_isKeptOnce() throws Exception {
        Path notices = rig.home.trust().resolve("notices.json");
        Files.writeString(notices, "x");
        rig.restart();
        rig.restart();
        assertThat(only(notices)).hasContent("x");
        assertThat(rig.parts.agent.alerts()).hasSize(1);
    }

    private Alert onlyAlert() {
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        Alert alert = rig.parts.agent.alerts().get(0);
        assertThat(alert.problem().code()).isEqualTo("registry_rebuilt");
        return alert;
    }

    /** The one damaged copy of a file. */
    private static Path only(Path file) throws IOException {
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            List<Path> copies = siblings.filter(
                            one -> one.getFileName().toString().startsWith(file.getFileName() + ".damaged-"))
                    .toList();
            assertThat(copies).hasSize(1);
            return copies.get(0);
        }
    }
}
