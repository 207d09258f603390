package net.chingtech.ctos.clawhub.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder may not cost, whatever is in it. */
class LegacyLimitsTest {

    private static final byte[] NOTHING = {};

    @TempDir
    Path temp;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    @BeforeEach
    void skill() throws Exception {
        add("SKILL.md", "# a\n".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f%d/", "node_modules/f%d", "node_modules/f%d/", ".git/f%d/"})
    void entriesWithoutEnd_areGivenUp_alsoThoseThatNobodyTakes(String name) throws Exception {
        for (int i = 0; i < LegacyFolder.MOST_ENTRIES; i++) {
            add(String.format(name, i), NOTHING);
        }
        assertRefused("legacy_too_many_files", this::read);
    }

    @Test
    void asManyEntriesAsMayBe_areRead() throws Exception {
        for (int i = 1; i < LegacyFolder.MOST_ENTRIES; i++) {
            add("node_modules/f" + i, NOTHING);
        }
        assertThat(read().files().keySet()).containsExactly("SKILL.md");
    }

    @Test
    void foldersInFolders_areReadToADepth() throws Exception {
        add("a/".repeat(32) + "x", NOTHING);
        add("b/".repeat(32), NOTHING);
        assertThat(read().files()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ""})
    void foldersThatAreDeeper_areRefused(String file) throws Exception {
        add("a/".repeat(33) + file, NOTHING);
        assertRefused("legacy_too_deep", this::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node_modules/", ".cache/"})
    void whatNobodyTakes_isUnpackedToTheSameLimit(String folder) throws Exception {
        byte[] zeros = new byte[9 << 20];
        for (int i = 0; i < 6; i++) {
            add(folder + i, zeros);
        }
        assertRefused("legacy_too_large", this::read);
    }

    @Test
    void listThatIsTooLong_isNotRead() throws Exception {
        zip.finish();
        byte[] whole = bytes.toByteArray();
        int list = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(whole, 0, list);
        longer.write(new byte[5 << 20]);
        longer.write(whole, list, whole.length - list);
        assertRefused("legacy_too_large", () -> LegacyFolder.ofZip(new ByteArrayInputStream(longer.toByteArray())));
    }

    @Test
    void whoeverLeft_isNotReadFor() throws Exception {
        Path file = Files.write(temp.resolve("skill.zip"), zipped());
        Thread.currentThread().interrupt();
        try {
            assertRefused("cancelled", () -> LegacyFolder.of(Map.of("SKILL.md", NOTHING)));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(LegacyFolder.ofZip(file).files()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uFFFE.sh", "a\uFFFF.sh", "a\uFDD0.sh", "a\uD83F\uDFFE.sh", "a\uD800.sh"})
    void nameWithWhatIsNoCharacter_refusesTheSkill(String name) {
        assertRefused(
                "legacy_path_hidden", () -> LegacyFolder.of(Map.of("SKILL.md", NOTHING, "scripts/" + name, NOTHING)));
    }

    @Test
    void foldersOfThisMachine_areCountedToo() throws Exception {
        Files.writeString(temp.resolve("SKILL.md"), "# a\n");
        for (int i = 0; i < LegacyFolder.MOST_ENTRIES; i++) {
            Files.createDirectory(temp.resolve("f" + i));
        }
        assertRefused("legacy_too_many_files", () -> LegacyFolder.ofDirectory(temp));
    }

    @Test
    void hiddenFileOfThisMachine_isNotRead() throws Exception {
        Files.writeString(temp.resolve("SKILL.md"), "# a\n");
        Files.write(temp.resolve(".cache"), new byte[(int) LegacyFolder.LARGEST_FILE + 1]);
        assertThat(LegacyFolder.ofDirectory(temp).files()).hasSize(1);
    }

    private void add(String name, byte[] content) throws Exception {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
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
