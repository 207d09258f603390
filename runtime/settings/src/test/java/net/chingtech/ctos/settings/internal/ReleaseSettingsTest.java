package net.chingtech.ctos.settings.internal;

import static net.chingtech.ctos.settings.internal.Releases.OTHER_PID;
import static net.chingtech.ctos.settings.internal.Releases.PID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;

/** Settings of releases in a real framework, with the real Configuration Admin and Declarative Services. */
class ReleaseSettingsTest {

    private static final SkillId SHOP = new SkillId(Releases.ID);
    private static final String SECRET = "kaffeemaschine-im-keller";
    private static final Map<String, Object> ALL = Map.of(
            "url",
            "https://other.example",
            "retries",
            3L,
            "factor",
            1.5,
            "on",
            true,
            "areas",
            List.of("north", "south"),
            "token",
            SECRET,
            "tokens",
            List.of(SECRET + "-1", SECRET + "-2"));

    @TempDir
    private Path temp;

    private Path home;
    private RunningFramework framework;
    private SkillSettings settings;
    private StagedSkill one;
    private StagedSkill two;

    @BeforeEach
    void start() throws Exception {
        home = temp.resolve("home");
        one = Releases.of(temp, "1.0.0");
        two = Releases.of(temp, "1.1.0-beta.2");
        restart();
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private void restart() throws Exception {
        if (framework != null) {
            framework.close();
        }
        framework = RunningFramework.start(home);
        settings = framework.settings();
    }

    private Map<String, Map<String, Object>> valuesOf(StagedSkill skill) throws Exception {
        return settings.values(skill.id(), skill.version());
    }

    private Map<String, Object> given(StagedSkill skill) throws Exception {
        Map<String, Object> given = new HashMap<>(framework.configurationOf(
                skill.location(), Releases.ID, skill.version().bundleVersion(), PID));
        given.keySet().removeIf(name -> name.matches("(component|service|osgi)\\..*"));
        return given;
    }

    @Test
    void configurationAdmin_waitsForThisRoom() throws Exception {
        try (RunningFramework bare = RunningFramework.withoutRoom(temp.resolve("bare/home"))) {
            assertThat(bare.hasAdmin()).isFalse();
            bare.startRoom();
            assertThat(bare.admin()).isNotNull();
        }
    }

    @Test
    void whatWasSet_reachesTheComponentOfThatRelease_alsoAfterARestart() throws Exception {
        settings.set(one, Map.of(PID, ALL));

        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
        assertThat(given(one)).isEqualTo(ALL);

        restart();
        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
        assertThat(given(one)).isEqualTo(ALL);
    }

    @Test
    void whatIsASecret_isKnownByItself_alsoWithinLists() throws Exception {
        settings.set(one, Map.of(PID, ALL));

        assertThat(settings.secrets(one.id(), one.version()))
                .containsExactlyInAnyOrder(SECRET, SECRET + "-1", SECRET + "-2");
        assertThat(settings.secrets(two.id(), two.version())).isEmpty();
    }

    @Test
    void otherBundles_areGivenNothing() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        String version = one.version().bundleVersion();

        assertThat(framework.configurationOf(
                        two.location(), Releases.ID, two.version().bundleVersion(), PID))
                .as("another version")
                .doesNotContainKey("token");
        assertThat(framework.configurationOf("skill:org.other@1.0.0#0", "org.other", version, PID))
                .as("another skill that names the PID")
                .doesNotContainKey("token");
        assertThat(framework.configurationOf("file:forged.jar", Releases.ID, version, PID))
                .as("a bundle that has the name and the version, and is not the release")
                .doesNotContainKey("token");
        assertThat(framework.configurationOf("skill:org.other@1.0.0#0", "org.other", version, PID + "|" + Releases.ID))
                .as("a component that asks for a targeted PID")
                .doesNotContainKey("token");
    }

    @Test
    void settingsThatAreSetAgain_areTheNewOnes_forTheBundleTheyWereSetFor() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        assertThat(given(one)).isEqualTo(ALL);
        StagedSkill rebuilt = Releases.of(temp, "1.0.0", Releases.METATYPE + "<!-- other bytes -->");
        settings.set(rebuilt, Map.of(PID, Map.of("url", "https://new.example")));

        assertThat(given(one)).as("the bundle of before").isEmpty();
        assertThat(given(rebuilt)).isEqualTo(Map.of("url", "https://new.example"));
        Configuration configuration =
                framework.admin().getConfiguration(PID + "|" + Releases.ID + "|1.0.0", rebuilt.location());
        assertThat(configuration.getBundleLocation()).isEqualTo(rebuilt.location());
        assertThat(configuration.getProperties().get("url")).isEqualTo("https://new.example");
        assertThat(configuration.getProperties().get("token")).isNull();
    }

    @Test
    void copiedSettings_areGivenToThatReleaseAlone_andBothAreSetByThemselves() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        settings.set(two, Map.of(OTHER_PID, Map.of("to", "a@b", "password", SECRET)));
        settings.copy(one.version(), two);

        assertThat(valuesOf(two)).isEqualTo(Map.of(PID, ALL));
        assertThat(given(two)).isEqualTo(ALL);
        assertThat(framework.configurationOf(
                        one.location(), Releases.ID, two.version().bundleVersion(), PID))
                .doesNotContainKey("token");

        settings.set(two, Map.of(PID, Map.of("url", "https://third.example")));
        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
        assertThat(given(two)).isEqualTo(Map.of("url", "https://third.example"));
    }

    @Test
    void secrets_areNowhereInClear_andTheirFilesAreTheOwnersAlone() throws Exception {
        settings.set(one, Map.of(PID, ALL, OTHER_PID, Map.of("to", "a@b", "password", SECRET)));
        settings.copy(one.version(), two);
        settings.backUp(SHOP, one.version(), home.resolve("backup.json"));
        framework.close();

        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
        assertThat(access(home.resolve("config"))).isEqualTo("rwx------");
        assertThat(access(home.resolve("secrets"))).isEqualTo("rwx------");
        assertThat(access(home.resolve("secrets/config-key"))).isEqualTo("rw-------");
        assertThat(access(home.resolve("backup.json"))).isEqualTo("rw-------");
        for (Path file : configFiles()) {
            assertThat(access(file)).as(file.toString()).isEqualTo("rw-------");
        }
        restart();
    }

    @Test
    void aSecretThatIsNull_staysAsItIs_andOneThatIsLeftOutIsGone() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        Map<String, Object> next = new HashMap<>();
        next.put("token", null);
        next.put("retries", 4);
        settings.set(one, Map.of(PID, next));

        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, Map.of("token", SECRET, "retries", 4L)));
    }

    @Test
    void valuesThatDoNotFit_areAllNamed_andNothingIsChanged() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        Map<String, Object> mail = new HashMap<>();
        mail.put("password", null);

        assertThatThrownBy(() -> settings.set(one, Map.of(PID, Map.of("retries", 10), OTHER_PID, mail)))
                .isInstanceOfSatisfying(SettingsRefused.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo("settings_invalid");
                    assertThat(refused.problem().more())
                            .hasSize(3)
                            .anyMatch(line -> line.startsWith("$['" + PID + "']['retries']"))
                            .anyMatch(line -> line.startsWith("$['" + OTHER_PID + "']['to']"))
                            .anyMatch(line -> line.startsWith("$['" + OTHER_PID + "']['password']"));
                });
        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
    }

    @Test
    void aBackup_isPutBackExactly_howeverOften() throws Exception {
        Path file = temp.resolve("settings.json");
        settings.set(one, Map.of(PID, ALL));
        settings.backUp(SHOP, one.version(), file);
        Map<Path, String> before = contents();

        settings.set(
                one, Map.of(PID, Map.of("url", "https://x.example"), OTHER_PID, Map.of("to", "a", "password", "b")));
        settings.restore(SHOP, one.version(), file);
        settings.restore(SHOP, one.version(), file);

        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
        assertThat(given(one)).isEqualTo(ALL);
        assertThat(contents()).isEqualTo(before);

        settings.keepOnly(SHOP, Set.of(two.version()));
        settings.restore(SHOP, one.version(), file);
        restart();
        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
    }

    @Test
    void aBackupOfNothing_takesEverythingAway() throws Exception {
        Path file = temp.resolve("settings.json");
        settings.backUp(SHOP, one.version(), file);
        settings.set(one, Map.of(PID, ALL));
        settings.restore(SHOP, one.version(), file);

        assertThat(valuesOf(one)).isEmpty();
        assertThat(configFiles()).isEmpty();
    }

    @Test
    void aBackupOfAnotherRelease_isRefused() throws Exception {
        Path file = temp.resolve("settings.json");
        settings.set(one, Map.of(PID, ALL));
        settings.backUp(SHOP, one.version(), file);

        assertThatThrownBy(() -> settings.restore(SHOP, two.version(), file)).hasMessageContaining("no backup");
        Files.writeString(file, Files.readString(file).substring(0, 200));
        assertThatThrownBy(() -> settings.restore(SHOP, one.version(), file)).hasMessageContaining("damaged");
        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
    }

    @Test
    void aMigration_mayLeaveAnyValues_andSecretsStaySecret() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        settings.copy(one.version(), two);
        settings.replace(two, Map.of(PID, Map.of("token", SECRET, "depth", 7, "rate", 0.5f), OTHER_PID, Map.of()));

        assertThat(valuesOf(two)).isEqualTo(Map.of(PID, Map.of("token", SECRET, "depth", 7L, "rate", 0.5)));
        assertThat(contents().values()).noneMatch(text -> text.contains(SECRET));
        refusedAsMigrated(() -> settings.replace(two, Map.of(PID, Map.of("service.pid", "other"))));
        for (String pid : List.of(PID + "|" + Releases.ID, "org.apache.felix.http")) {
            refusedAsMigrated(() -> settings.replace(two, Map.of(pid, Map.of("x", 1L))));
        }
    }

    @Test
    void aMigration_cannotMakeASecretAnythingButText() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        settings.copy(one.version(), two);
        for (Object value : List.of(7L, List.of(true), 0.5)) {
            refusedAsMigrated(() -> settings.replace(two, Map.of(PID, Map.of("Token", value))));
        }
        assertThat(valuesOf(two)).isEqualTo(Map.of(PID, ALL));
    }

    @Test
    void aLostKey_isNeverAnEmptySecret() throws Exception {
        Path key = home.resolve("secrets/config-key");
        settings.set(one, Map.of(PID, ALL));
        Path backup = temp.resolve("settings.json");
        settings.backUp(SHOP, one.version(), backup);
        byte[] right = Files.readAllBytes(key);
        framework.close();
        Files.delete(key);
        framework = RunningFramework.start(home);
        settings = framework.settings();

        refusedAsUnreadable(() -> valuesOf(one));
        refusedAsUnreadable(() -> settings.copy(one.version(), two));
        Map<String, Object> kept = new HashMap<>();
        kept.put("token", null);
        refusedAsUnreadable(() -> settings.set(one, Map.of(PID, kept)));
        assertThat(given(one)).as("nothing half").isEmpty();

        // What it was is put back and taken back whole, without being read.
        Map<Path, String> before = contents();
        settings.set(one, Map.of(PID, Map.of("token", "anew")));
        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, Map.of("token", "anew")));
        settings.restore(SHOP, one.version(), backup);
        assertThat(contents()).isEqualTo(before);
        refusedAsUnreadable(() -> valuesOf(one));

        framework.close();
        Files.write(key, right);
        framework = RunningFramework.start(home);
        settings = framework.settings();
        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
    }

    @Test
    void aSecretThatWasMoved_doesNotOpen() throws Exception {
        settings.set(one, Map.of(PID, Map.of("token", SECRET)));
        framework.close();
        Path file = configFiles().get(0);
        Files.writeString(file, Files.readString(file).replace("\"token\"", "\"url\""));
        framework = RunningFramework.start(home);
        settings = framework.settings();

        refusedAsUnreadable(() -> valuesOf(one));
    }

    @Test
    void aDamagedFile_isKept_andTheRestStillWorks() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        settings.set(two, Map.of(PID, ALL));
        framework.close();
        Path damaged = configFiles().stream()
                .filter(file -> file.toString().contains("1.0.0"))
                .findFirst()
                .orElseThrow();
        byte[] whole = Files.readAllBytes(damaged);
        for (int length : new int[] {0, 1, whole.length / 2, whole.length - 3}) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            framework = RunningFramework.start(home);
            settings = framework.settings();
            refusedAsUnreadable(() -> valuesOf(one));
            assertThat(valuesOf(two)).isEqualTo(Map.of(PID, ALL));
            framework.close();
        }
        try (Stream<Path> files = Files.list(home.resolve("config"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".damaged")))
                    .hasSize(4);
        }
        restart();
        Map<String, Object> kept = new HashMap<>();
        kept.put("token", null);
        refusedAsUnreadable(() -> settings.set(one, Map.of(PID, kept)));

        Path backup = temp.resolve("settings.json");
        settings.backUp(SHOP, one.version(), backup);
        settings.set(one, Map.of());
        assertThat(valuesOf(one)).as("given anew, though it is nothing").isEmpty();
        settings.restore(SHOP, one.version(), backup);
        refusedAsUnreadable(() -> valuesOf(one));
    }

    @Test
    void whatWasHalfWritten_isNotThere() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        framework.close();
        Path file = configFiles().get(0);
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(half, "{\"format\":1,");
        restart();

        assertThat(half).doesNotExist();
        assertThat(valuesOf(one)).isEqualTo(Map.of(PID, ALL));
    }

    @Test
    void removedAndPurged_areGone() throws Exception {
        settings.set(one, Map.of(PID, ALL));
        settings.set(two, Map.of(PID, ALL, OTHER_PID, Map.of("to", "a", "password", "b")));
        settings.keepOnly(SHOP, Set.of(two.version()));
        assertThat(valuesOf(one)).isEmpty();
        assertThat(valuesOf(two)).hasSize(2);
        assertThat(given(one)).isEmpty();

        settings.purge(SHOP);
        settings.keepOnly(SHOP, Set.of(SkillVersion.of("9.9.9")));
        assertThat(valuesOf(two)).isEmpty();
        assertThat(configFiles()).isEmpty();
    }

    /** By a code of its own: it is the release that is to blame, not what an administrator set. */
    private static void refusedAsMigrated(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SettingsRefused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo("migrated_settings_invalid");
            assertThat(refused.problem().more()).isNotEmpty();
        });
    }

    private static void refusedAsUnreadable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SettingsRefused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo("settings_unreadable");
            assertThat(refused.problem().nextStep()).isNotBlank();
            assertThat(refused.problem().toString()).doesNotContain(SECRET);
        });
    }

    private List<Path> configFiles() throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("config"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private Map<Path, String> contents() throws Exception {
        Map<Path, String> contents = new HashMap<>();
        for (Path file : configFiles()) {
            contents.put(file, Files.readString(file));
        }
        return contents;
    }

    private static String access(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
