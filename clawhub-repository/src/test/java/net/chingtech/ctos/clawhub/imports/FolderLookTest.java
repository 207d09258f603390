package net.chingtech.ctos.clawhub.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.clawhub.fingerprint.FolderFingerprint;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.source.Scene;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.FolderImport.Found;
import net.chingtech.ctos.provisioning.FolderImport.State;
import net.chingtech.ctos.provisioning.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLookTest {

    private static final String ELSEWHERE = "https://clawhub.example.org";

    @TempDir
    Path temp;

    private Scene scene;
    private Path work;
    private ImportedSource imported;

    @BeforeEach
    void start() throws IOException {
        scene = new Scene(temp.resolve("cache"));
        work = Files.createDirectories(temp.resolve("work"));
        imported = source(Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException {
        scene.close();
    }

    private ImportedSource source(Clock clock) throws IOException {
        return new ImportedSource(temp.resolve("imports"), clock);
    }

    private List<Found> look() throws Exception {
        return look(work);
    }

    private List<Found> look(Path folder) throws Exception {
        return folders().look(folder, new Heard());
    }

    private FolderLook folders() {
        return new FolderLook(
                url -> scene.adapter.url().equals(url) ? Optional.of(scene.adapter) : Optional.empty(),
                imported.files());
    }

    private Found only() throws Exception {
        List<Found> found = look();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void skill(Path folder, String name) throws IOException {
        write(
                folder.resolve("SKILL.md"),
                "---\nname: " + name + "\ndescription: Does it\nversion: 1.2.0\n---\n# " + name + "\n");
        write(folder.resolve("scripts/run.sh"), "echo 1\n");
    }

    private void lock(String lines) throws IOException {
        write(work.resolve(".clawhub/lock.json"), "{\"version\":1,\"skills\":{" + lines + "}}");
    }

    private static String fingerprint(Path folder) throws Exception {
        return FolderFingerprint.of(LegacyFolder.ofDirectory(folder));
    }

    /** As the command of today installs: lock file, and the origin with the owner and the fingerprint. */
    private Path installed(String registry, boolean withFingerprint) throws Exception {
        Path folder = work.resolve("skills/invoice-tools");
        skill(folder, "invoice-tools");
        lock("\"invoice-tools\":{\"version\":\"1.1.0\",\"installedAt\":1795329194165,\"ownerHandle\":\"acme\"}");
        write(
                folder.resolve(".clawhub/origin.json"),
                "{\"version\":1,\"registry\":\"" + registry + "\",\"slug\":\"invoice-tools\","
                        + (withFingerprint
                                ? "\"ownerHandle\":\"acme\",\"fingerprint\":\"" + fingerprint(folder) + "\","
                                : "")
                        + "\"installedVersion\":\"1.1.0\",\"installedAt\":1795329194165}");
        return folder;
    }

    @Test
    void unchangedSkillOfAConnectedRegistry_isAtHomeThere() throws Exception {
        installed(scene.server.url(), true);
        scene.server.skill("acme", "invoice-tools").version("1.1.0").version("1.2.0");

        Found found = only();

        assertThat(found.problem()).isNull();
        assertThat(found.id()).isEqualTo(Scene.id("acme", "invoice-tools"));
        assertThat(found.version()).hasToString("1.1.0");
        assertThat(found.state()).isEqualTo(State.UNCHANGED);
        assertThat(found.source()).isEqualTo("clawhub:test");
        assertThat(found.registry()).isEqualTo(scene.server.url());
        assertThat(imported.files().all()).isEmpty();
    }

    @Test
    void folderThatSaysItIsUnchanged_ofAVersionThatItsRegistryNeverHad_isNotBelieved() throws Exception {
        Path folder = installed(scene.server.url(), true);
        scene.server.skill("acme", "invoice-tools").version("1.0.0");

        Found found = only();
        assertThat(found.state()).isEqualTo(State.EDITED);
        assertThat(found.source()).isEqualTo("clawhub:imported");
        assertThat(doubt(found).code()).isEqualTo("origin_unconfirmed");
        assertThat(offered(found).claim().publisher()).isEqualTo("@acme on ClawHub, by its own word");

        scene.server.knows("invoice-tools", fingerprint(folder), "1.1.0");
        assertThat(only().state()).isEqualTo(State.UNCHANGED);
        assertThat(doubt(only())).isNull();
    }

    @Test
    void skillThatItsRegistryRemoved_isTakenFromTheFolder_butMalwareIsNot() throws Exception {
        installed(scene.server.url(), true);
        scene.server.on(
                "/api/v1/skills/invoice-tools", FixtureHub.text(410, "This skill has been removed by a moderator."));

        Found found = only();

        assertThat(found.source()).isEqualTo("clawhub:imported");
        assertThat(found.remarks()).anyMatch(line -> line.contains("removed by a moderator"));
        assertThat(doubt(found).code()).isEqualTo("skill_removed");

        scene.server.on(
                "/api/v1/skills/invoice-tools", FixtureHub.text(403, "This skill has been flagged as malicious."));
        assertThat(only().problem().code()).isEqualTo("skill_malware");
    }

    @Test
    void skillChangedByHand_isTakenAsItIs_andGetsNoUpdates() throws Exception {
        Path folder = installed(scene.server.url(), true);
        write(folder.resolve("scripts/run.sh"), "echo mine\n");

        Found found = only();

        assertThat(found.state()).isEqualTo(State.EDITED);
        assertThat(found.source()).isEqualTo("clawhub:imported");
        assertThat(found.remarks()).anyMatch(line -> line.contains("changed by hand"));
        Release release = offered(found);
        assertThat(release.envelope().isSigned()).isFalse();
        assertThat(release.tools()).containsExactly("invoice_tools_guide", "invoice_tools_run");
        assertThat(imported.isHub()).as("shown among the hubs").isFalse();
        Path target = temp.resolve("staged.jar");
        imported.fetch(release, target, (bytes, of) -> {});
        assertThat(Digests.sha256Hex(Files.readAllBytes(target)))
                .isEqualTo(release.claim().artifact().sha256());
        assertThat(imported.updates(List.of(), Channel.NIGHTLY)).isEmpty();
    }

    @Test
    void registryThatIsNotConnected_isSaid_andTheCopyIsOffered() throws Exception {
        installed(ELSEWHERE, true);

        Found found = only();

        assertThat(found.state()).isEqualTo(State.UNCHANGED);
        assertThat(found.source()).isEqualTo("clawhub:imported");
        assertThat(found.remarks()).anyMatch(line -> line.contains("--clawhub"));
    }

    @Test
    void skillOfAnOldCommand_isJudgedByItsRegistry() throws Exception {
        Path folder = installed(scene.server.url(), false);
        lock("\"invoice-tools\":{\"version\":\"1.1.0\"}");
        scene.server.skill("acme", "invoice-tools").version("1.0.0").version("1.1.0");
        scene.server.knows("invoice-tools", fingerprint(folder), "1.0.0");

        Found found = only();

        assertThat(found.state()).isEqualTo(State.UNCHANGED);
        assertThat(found.id()).isEqualTo(Scene.id("acme", "invoice-tools"));
        assertThat(found.version()).hasToString("1.0.0");
        assertThat(found.source()).isEqualTo("clawhub:test");
        assertThat(found.remarks()).anyMatch(line -> line.contains("version 1.0.0"));

        write(folder.resolve("more.md"), "mine\n");
        assertThat(only().state()).isEqualTo(State.EDITED);
    }

    @Test
    void registryThatIsDown_leavesTheStateOpen() throws Exception {
        installed(scene.server.url(), false);
        scene.server.close();

        Found found = only();

        assertThat(found.state()).isEqualTo(State.UNKNOWN);
        assertThat(found.source()).isEqualTo("clawhub:imported");
        assertThat(found.problem()).isNull();
        assertThat(doubt(found).code()).isEqualTo("registry_silent");
    }

    /** What takes an explicit yes before the copy is installed. */
    private Problem doubt(Found found) throws Exception {
        return offered(found).doubt();
    }

    private Release offered(Found found) throws Exception {
        return imported.releases(found.id(), VersionRange.exactly(found.version()), Channel.STABLE)
                .get(0);
    }

    private static Map<String, Object> moderation(boolean malware) {
        return FixtureHub.map(
                "isSuspicious",
                !malware,
                "isMalwareBlocked",
                malware,
                "verdict",
                malware ? "malicious" : "suspicious",
                "reasonCodes",
                List.of("suspicious.dangerous_exec"),
                "summary",
                "Detected: suspicious.dangerous_exec");
    }

    @Test
    void suspiciousSkillChangedByHand_takesAnExplicitYes_alsoInAVersionOfItsOwn() throws Exception {
        Path folder = installed(scene.server.url(), true);
        write(folder.resolve("scripts/run.sh"), "echo mine\n");
        FixtureHub.Skill skill =
                scene.server.skill("acme", "invoice-tools").version("1.0.0").version("1.1.0");
        assertThat(doubt(only())).isNull();

        skill.moderation = moderation(false);

        Found found = only();
        assertThat(found.state()).isEqualTo(State.EDITED);
        assertThat(found.remarks()).anyMatch(line -> line.contains("suspicious.dangerous_exec"));
        assertThat(doubt(found).code()).isEqualTo("skill_suspicious");
        skill.versions.remove("1.1.0");
        assertThat(doubt(only()).code()).isEqualTo("skill_suspicious");
    }

    @ParameterizedTest
    @CsvSource({
        "429, Rate limit exceeded, registry_silent",
        "503, down, registry_silent",
        "403, This skill is currently unavailable., skill_hidden",
        "423, This skill is pending a ClawScan security review., skill_pending_review",
        "404, Skill not found, skill_unknown"
    })
    void editedSkillOfWhichItsRegistrySaysNothingGood_takesAnExplicitYes(int status, String text, String code)
            throws Exception {
        Path folder = installed(scene.server.url(), true);
        write(folder.resolve("scripts/run.sh"), "echo mine\n");
        scene.server.on("/api/v1/skills/invoice-tools", FixtureHub.text(status, text, "Retry-After", "60"));

        Found found = only();

        assertThat(found.source()).isEqualTo("clawhub:imported");
        assertThat(doubt(found).code()).isEqualTo(code);
    }

    @Test
    void skillOfNobodyWhoseNameSeveralHave_isAskedForAtEach() throws Exception {
        Path folder = installed(scene.server.url(), false);
        lock("\"invoice-tools\":{\"version\":\"1.1.0\"}");
        write(folder.resolve("scripts/run.sh"), "echo mine\n");
        scene.server.skill("acme", "invoice-tools").version("1.1.0");
        FixtureHub.Skill other = scene.server.skill("globex", "invoice-tools").version("1.1.0");

        Found found = only();
        assertThat(found.source()).isEqualTo("clawhub:imported");
        assertThat(doubt(found).code()).isEqualTo("skill_ambiguous");

        other.moderation = moderation(true);
        assertThat(only().problem().code()).isEqualTo("skill_malware");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skills/invoice-tools", "skills", "skills/@acme"})
    void folderOfTheLockFileThatIsALink_isNotTaken(String link) throws Exception {
        String inside =
                "skills/@acme/invoice-tools".equals(link + "/invoice-tools") ? "@acme/invoice-tools" : "invoice-tools";
        Path place = work.resolve("skills").resolve(inside);
        Path outside = temp.resolve("outside");
        skill(outside.resolve(work.resolve(link).relativize(place).toString()), "secret");
        Files.createDirectories(work.resolve(link).getParent());
        Files.createSymbolicLink(work.resolve(link), outside);
        lock("\"" + inside + "\":{\"version\":\"1.0.0\"}");

        assertThat(only().problem().code()).isEqualTo("folder_linked");
        assertThat(imported.files().all()).isEmpty();
    }

    @Test
    void lockFileBehindALink_isNotRead() throws Exception {
        skill(work.resolve("skills/weather"), "weather");
        write(temp.resolve("outside/lock.json"), "{\"skills\":{\"weather\":{\"version\":\"9.9.9\"}}}");
        Files.createSymbolicLink(work.resolve(".clawhub"), temp.resolve("outside"));

        assertThat(only().version()).hasToString("1.2.0");
    }

    @Test
    void qualifiedFolder_isItsOwners_andAPinIsSaid() throws Exception {
        skill(work.resolve("skills/@globex/weather"), "weather");
        lock("\"@globex/weather\":{\"version\":\"2.0.0\",\"pinned\":true,\"pinReason\":\"hold\"}");

        Found found = only();

        assertThat(found.id()).isEqualTo(Scene.id("globex", "weather"));
        assertThat(found.version()).hasToString("2.0.0");
        assertThat(found.remarks()).anyMatch(line -> line.contains("hold"));
    }

    @Test
    void lockFileOfTheOldName_isReadToo() throws Exception {
        skill(work.resolve("skills/weather"), "weather");
        write(
                work.resolve(".clawdhub/lock.json"),
                "{\"version\":1,\"skills\":{\"weather\":{\"version\":\"0.4.0\",\"ownerHandle\":\"acme\"}}}");

        assertThat(only().version()).hasToString("0.4.0");
    }

    @Test
    void externalFolderOfChingTechOs_isReadByItsMeta() throws Exception {
        skill(work.resolve("file-tools"), "file-tools");
        write(
                work.resolve("file-tools/_meta.json"),
                "{\"slug\":\"file-tools\",\"version\":\"0.3.1\",\"source\":\"clawhub\","
                        + "\"installed_at\":\"2026-01-05T10:00:00+00:00\",\"owner\":\"acme\"}");
        skill(work.resolve("handmade"), "handmade");
        skill(work.resolve("_draft"), "draft");

        List<Found> found = look();

        assertThat(found)
                .extracting(one -> one.id() + " " + one.version())
                .containsExactly("clawhub.acme.file-tools 0.3.1", "clawhub._.handmade 1.2.0");
        assertThat(found.get(0).remarks()).anyMatch(line -> line.contains("Ching Tech OS"));
        assertThat(found.get(0).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void archiveOfSkills_isReadByOwnerFolders() throws Exception {
        Path folder = work.resolve("skills/acme/radar");
        skill(folder, "radar");
        write(
                folder.resolve("_meta.json"),
                "{\"owner\":\"acme\",\"slug\":\"radar\",\"displayName\":\"Radar\",\"latest\":"
                        + "{\"version\":\"1.0.3\",\"publishedAt\":1750000000000,\"commit\":\"x\"},\"history\":[]}");

        Found found = only();

        assertThat(found.id()).isEqualTo(Scene.id("acme", "radar"));
        assertThat(found.version()).hasToString("1.0.3");
        assertThat(found.name()).isEqualTo("Radar");
    }

    @Test
    void singleSkillWithoutAnyNotes_isNobodysAndHasNoVersion() throws Exception {
        Path folder = work.resolve("my-tool");
        write(folder.resolve("SKILL.md"), "# Mine\n");

        Found found = look(folder).get(0);

        assertThat(found.id().value()).isEqualTo("clawhub._.my-tool");
        assertThat(found.version()).hasToString("0.0.0");
        assertThat(found.state()).isEqualTo(State.UNKNOWN);
        assertThat(found.remarks()).anyMatch(line -> line.contains("no version"));
    }

    @Test
    void skillThatCannotBeTaken_isSaid_andStopsNoOther() throws Exception {
        skill(work.resolve("skills/good"), "good");
        write(work.resolve("skills/odd/skill.md"), "one\n");
        write(work.resolve("skills/odd/skills.md"), "two\n");
        lock("\"gone\":{\"version\":\"1.0.0\"},\"good\":{\"version\":\"1.0.0\"},\"old\":{\"version\":\"7\"},"
                + "\"../../etc\":{\"version\":\"1.0.0\"}");
        skill(work.resolve("skills/old"), "old");

        List<Found> found = look();

        assertThat(found)
                .filteredOn(one -> one.problem() == null)
                .extracting(Found::name)
                .containsExactly("good");
        assertThat(found)
                .filteredOn(one -> one.problem() != null)
                .extracting(one -> one.name() + " " + one.problem().code())
                .contains("gone folder_missing", "old legacy_version_invalid")
                .hasSize(3);
    }

    @Test
    void linkOutOfTheFolder_isNotFollowed() throws Exception {
        skill(temp.resolve("outside/secret"), "secret");
        skill(work.resolve("good"), "good");
        Files.createSymbolicLink(work.resolve("link"), temp.resolve("outside"));

        assertThat(look()).extracting(Found::name).containsExactly("good");
    }

    @Test
    void folderWithoutSkills_andFolderThatIsNotThere_areSaid() {
        assertThat(Scene.problem(this::look).code()).isEqualTo("folder_empty");
        assertThat(Scene.problem(this::look).detail()).contains("in the folder " + work + ":");
        Problem missing = Scene.problem(() -> look(work.resolve("nothing")));
        assertThat(missing.code()).isEqualTo("folder_unreadable");
        assertThat(missing.detail()).isEqualTo("The folder " + work.resolve("nothing") + " cannot be read.");
    }

    @Test
    void copyIsKnownByItsDigest_soThatAnEditUnderTheSameVersionIsSeen() throws Exception {
        skill(work.resolve("my-tool"), "my-tool");
        String before = only().sha256();

        assertThat(only().sha256()).isEqualTo(before).hasSize(64);
        Files.writeString(work.resolve("my-tool/notes.txt"), "edited");
        assertThat(only().sha256()).isNotEqualTo(before).hasSize(64);
    }

    @Test
    void rootOfTheDisk_isNamedLikeAnyOther_whenItCannotBeRead() throws Exception {
        Path file = Files.writeString(work.resolve("file"), "x");

        assertThat(Scene.problem(() -> look(file)).detail()).isEqualTo("The folder " + file + " cannot be read.");
        assertThat(Candidates.unreadable(Path.of("/"), new AccessDeniedException("/root")))
                .isEqualTo("In the folder /, /root cannot be read.");
        assertThat(Candidates.unreadable(Path.of("/"), new IOException("x"))).isEqualTo("The folder / cannot be read.");
    }

    @Test
    void whatWasImported_isOfferedForADay_alsoAfterARestart() throws Exception {
        skill(work.resolve("my-tool"), "my-tool");
        Found found = only();

        assertThat(source(Clock.systemUTC()).releases(found.id(), VersionRange.ANY, Channel.STABLE))
                .hasSize(1);
        Clock tomorrow = Clock.fixed(Instant.now().plus(Duration.ofHours(25)), ZoneOffset.UTC);
        assertThat(Scene.problem(() -> source(tomorrow).releases(found.id(), VersionRange.ANY, Channel.STABLE))
                        .code())
                .isEqualTo("skill_unknown");
    }

    @Test
    void lookingTwice_changesNothing() throws Exception {
        skill(work.resolve("my-tool"), "my-tool");
        look();
        look();

        assertThat(imported.files().all()).hasSize(1);
        assertThat(temp.resolve("imports").toFile().list()).hasSize(2);
    }

    @Test
    void lockFileOfMoreSkillsThanAnybodyHas_isRefused() throws Exception {
        skill(work.resolve("skills/good"), "good");
        lock(IntStream.range(0, 20_000).mapToObj(i -> "\"a" + i + "\":{}").collect(Collectors.joining(",")));

        assertThat(Scene.problem(this::look).code()).isEqualTo("folder_too_large");
        assertThat(look(work.resolve("skills"))).hasSize(1);
    }

    @Test
    void candidateThatIsLongerThanAnyName_stopsNoImport() throws Exception {
        installed(scene.server.url(), false);
        lock("\"invoice-tools\":{\"version\":\"1.1.0\"}");
        scene.server.on(
                "/api/v1/skills/invoice-tools",
                FixtureHub.text(
                        409,
                        "{\"matches\":[{\"ownerHandle\":\"" + "o".repeat(400) + "\",\"slug\":\"invoice-tools\"}]}"));

        assertThat(doubt(only()).code()).isEqualTo("skill_ambiguous");
    }

    @Test
    void lineEndInTheNameOfAFolder_makesNoLineOfItsOwn() throws Exception {
        String name = "x\nclawhub.acme.good 1.0.0  unchanged  from clawhub:official";
        write(work.resolve(name).resolve("SKILL.md"), "# It\n");
        write(work.resolve("y" + name).resolve("skill.md"), "# It\n");
        write(work.resolve("y" + name).resolve("skills.md"), "# It\n");

        assertThat(look()).hasSize(2).allSatisfy(found -> assertThat(
                        found.folder() + found.name() + found.problem() + found.remarks())
                .doesNotContain("\n"));
    }

    @Test
    void programThatThisMachineDoesNotHave_isSaidBeforeAnybodyInstallsIt() throws Exception {
        write(
                work.resolve("SKILL.md"),
                "---\nname: needy\ndescription: Needs much.\nversion: 1.0.0\nmetadata:\n  openclaw:\n    requires:\n"
                        + "      bins: [frobnicate-never-there]\n---\n# Needy\n");
        write(work.resolve("scripts/run.sh"), "echo 1\n");
        assertThat(only().remarks()).anyMatch(line -> line.contains("does not have: frobnicate-never-there"));
    }

    @Test
    void skillTextThatIsEmptyOrNoText_isNoSkill() throws Exception {
        write(work.resolve("SKILL.md"), " \n");
        assertThat(only().problem().code()).isEqualTo("legacy_skill_md_no_text");
        Files.write(work.resolve("SKILL.md"), new byte[] {'P', 'K', 3, 4, 0, 0, 7});
        assertThat(only().problem().code()).isEqualTo("legacy_skill_md_no_text");
    }
}
