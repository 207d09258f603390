package net.chingtech.ctos.clawhub.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyFolderTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    @Test
    void filesAtTheTop_areTheSkill() throws Exception {
        add("SKILL.md", "# a\n");
        add("scripts/run.sh", "echo 1\n");
        assertThat(read().files().keySet()).containsExactly("SKILL.md", "scripts/run.sh");
        assertThat(read().files().values()).noneMatch(LegacyFile::executable);
    }

    @Test
    void filesInOneFolder_areTheSkillToo() throws Exception {
        add("invoice-tools/", "");
        add("invoice-tools/SKILL.md", "# a\n");
        add("invoice-tools/scripts/run.sh", "echo 1\n");
        assertThat(read().files().keySet()).containsExactly("SKILL.md", "scripts/run.sh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/../../x",
                "/etc/passwd",
                "a\\b",
                "..\\x",
                "x/./y",
                "./x",
                "a//b",
                "C:/x",
                "c:x",
                "..",
                "."
            })
    void entryThatStrays_refusesTheSkill(String name) throws Exception {
        add("SKILL.md", "# a\n");
        add(name, "x");
        assertRefused("legacy_path_unsafe", this::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u202eb", "a\nb", "a\tb", "\u200b", "a\u0000b"})
    void entryWhoseNameHides_refusesTheSkill(String name) throws Exception {
        add("SKILL.md", "# a\n");
        add(name, "x");
        assertRefused("legacy_path_hidden", this::read);
    }

    @ParameterizedTest
    @CsvSource({"caf\u00e9.md, cafe\u0301.md", "a, a/b", "a/b, a", "a/b/c, a/b"})
    void entryThatIsThereTwice_refusesTheSkill(String one, String other) throws Exception {
        add("SKILL.md", "# a\n");
        add(one, "1");
        add(other, "2");
        assertRefused("legacy_path_twice", this::read);
    }

    @Test
    void nameThatIsThereTwice_refusesTheSkill() throws Exception {
        add("SKILL.md", "# a\n");
        add("SKILL.mx", "# b\n");
        byte[] twice = new String(zipped(), StandardCharsets.ISO_8859_1)
                .replace("SKILL.mx", "SKILL.md")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertRefused("legacy_path_twice", () -> LegacyFolder.ofZip(new ByteArrayInputStream(twice)));
    }

    @Test
    void listThatNamesOtherFiles_refusesTheSkill() throws Exception {
        add("SKILL.md", "# a\n");
        add("run.sh", "1");
        String text = new String(zipped(), StandardCharsets.ISO_8859_1);
        int last = text.lastIndexOf("run.sh");
        byte[] two =
                (text.substring(0, last) + "fun.sh" + text.substring(last + 6)).getBytes(StandardCharsets.ISO_8859_1);
        assertRefused("legacy_zip_ambiguous", () -> LegacyFolder.ofZip(new ByteArrayInputStream(two)));
    }

    @Test
    void namesThatDifferByCase_areTwoFiles() throws Exception {
        add("SKILL.md", "# a\n");
        add("scripts/run.sh", "1");
        add("scripts/Run.sh", "2");
        assertThat(read().files()).containsKeys("scripts/run.sh", "scripts/Run.sh");
    }

    @Test
    void hiddenAndInstalledFiles_areLeftOut() throws Exception {
        add("SKILL.md", "# a\n");
        add(".git/config", "x");
        add("a/.env", "x");
        add("__MACOSX/._SKILL.md", "x");
        add("node_modules/x/index.js", "x");
        add(".gitignore", "*.log\n");
        assertThat(read().files().keySet()).containsExactly("SKILL.md");
        assertThat(read().mark(".gitignore")).isPresent();
        assertThat(read().remarks()).anyMatch(remark -> remark.contains("node_modules"));
    }

    @Test
    void namesOfOtherLanguages_stay() throws Exception {
        add("SKILL.md", "# a\n");
        add("docs/中文.md", "x");
        assertThat(read().files()).containsKey("docs/中文.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skill.md", "Skill.md", "skills.md", "SKILLS.MD"})
    void otherSpellings_areTheSkillsText(String name) throws Exception {
        add(name, "# other\n");
        assertThat(read().skillText().path()).isEqualTo(name);
    }

    @Test
    void usualSpelling_comesFirst() throws Exception {
        add("skill.md", "# other\n");
        add("SKILL.md", "# usual\n");
        assertThat(read().skillMarkdown()).isEqualTo("# usual\n");
    }

    @Test
    void twoOtherSpellings_areAmbiguous() throws Exception {
        add("skill.md", "# one\n");
        add("skills.md", "# two\n");
        assertRefused("legacy_skill_md_ambiguous", this::read);
    }

    @Test
    void folderWithoutSkillText_isNoSkill() throws Exception {
        add("README.md", "# a\n");
        assertRefused("legacy_no_skill_md", this::read);
    }

    @Test
    void tooManyFiles_areRefusedBeforeAllAreRead() throws Exception {
        add("SKILL.md", "# a\n");
        for (int i = 0; i < LegacyFolder.MOST_FILES; i++) {
            add("f" + i, "x");
        }
        assertRefused("legacy_too_many_files", this::read);
    }

    @Test
    void fileThatUnpacksToMore_isGivenUp() throws Exception {
        add("SKILL.md", "# a\n");
        zip.putNextEntry(new ZipEntry("bomb"));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 40; i++) {
            zip.write(zeros);
        }
        zip.closeEntry();
        assertRefused("legacy_too_large", this::read);
    }

    @Test
    void manyFilesThatUnpackToMore_areGivenUp() throws Exception {
        add("SKILL.md", "# a\n");
        byte[] zeros = new byte[9 << 20];
        for (int i = 0; i < 6; i++) {
            zip.putNextEntry(new ZipEntry("f" + i));
            zip.write(zeros);
            zip.closeEntry();
        }
        assertRefused("legacy_too_large", this::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"sourceRef\":\"public-github\"}", "PK\u0003\u0004 cut off"})
    void whatIsNoZip_isRefused(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("legacy_zip_malformed", () -> LegacyFolder.ofZip(in));
    }

    @Test
    void zipThatIsCutOff_isRefused() throws Exception {
        add("SKILL.md", "# a\n");
        add("scripts/run.sh", "echo 1\n".repeat(100));
        byte[] whole = zipped();
        for (int length = 1; length < whole.length; length += 7) {
            InputStream part = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> LegacyFolder.ofZip(part)).isInstanceOf(ProvisioningException.class);
        }
    }

    @Test
    void folderOfThisMachine_keepsWhatCanBeRun() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("skill/scripts")).getParent();
        Files.writeString(folder.resolve("SKILL.md"), "# a\n");
        Path script = Files.writeString(folder.resolve("scripts/run"), "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(folder.resolve(".clawhub"));
        Files.writeString(folder.resolve(".clawhub/origin.json"), "{\"slug\":\"x\"}");
        LegacyFolder read = LegacyFolder.ofDirectory(folder);
        assertThat(read.files().get("scripts/run").executable()).isTrue();
        assertThat(read.files().get("SKILL.md").executable()).isFalse();
        assertThat(LegacyOrigin.of(read)).isPresent();
    }

    @Test
    void links_areNotFollowed() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Path folder = Files.createDirectories(temp.resolve("skill"));
        Files.writeString(folder.resolve("SKILL.md"), "# a\n");
        Files.createSymbolicLink(folder.resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("folder"), outside);
        LegacyFolder read = LegacyFolder.ofDirectory(folder);
        assertThat(read.files().keySet()).containsExactly("SKILL.md");
        assertThat(read.remarks()).containsExactly("Links are not taken over: file, folder.");
    }

    @Test
    void folderThatIsNotThere_saysSo() {
        assertRefused("folder_unreadable", () -> LegacyFolder.ofDirectory(temp.resolve("none")));
    }

    @Test
    void largeFileOfThisMachine_isRefused() throws Exception {
        Files.writeString(temp.resolve("SKILL.md"), "# a\n");
        Files.write(temp.resolve("large"), new byte[(int) LegacyFolder.LARGEST_FILE + 1]);
        assertRefused("legacy_too_large", () -> LegacyFolder.ofDirectory(temp));
    }

    private void add(String name, String text) throws Exception {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private byte[] zipped() throws Exception {
        zip.finish();
        return bytes.toByteArray();
    }

    private LegacyFolder read() throws Exception {
        return LegacyFolder.ofZip(new ByteArrayInputStream(zipped()));
    }

    private static void assertRefused(String code, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(ProvisioningException.class, e -> assertThat(
                        e.problem().code())
                .isEqualTo(code));
    }
}
