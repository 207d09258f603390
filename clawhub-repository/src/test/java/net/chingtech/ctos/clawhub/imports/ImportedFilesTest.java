package net.chingtech.ctos.clawhub.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.source.Scene;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportedFilesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private ImportedFiles files(Duration later, long bytes, int most) throws IOException {
        return new ImportedFiles(folder, Clock.fixed(NOW.plus(later), ZoneOffset.UTC), new Room(bytes, most));
    }

    private ImportedFiles files(Duration later) throws IOException {
        return files(later, Room.MOST_BYTES, Room.MOST_FILES);
    }

    private static void keep(ImportedFiles files, String slug) throws ProvisioningException {
        LegacyFolder skill = LegacyFolder.of(
                Map.of("SKILL.md", ("---\nname: " + slug + "\n---\n# It\n").getBytes(StandardCharsets.UTF_8)));
        Origin origin = new Origin(ImportedSource.ID, null, "acme", slug, "1.0.0", null, slug, null, null, List.of());
        files.keep(skill, origin, null, List.of());
    }

    private static List<String> ids(ImportedFiles files) {
        return files.all().stream()
                .map(release -> release.claim().id().value())
                .sorted()
                .toList();
    }

    @Test
    void whatAKillLeft_isClearedAtTheNextStart() throws Exception {
        keep(files(Duration.ZERO), "whole");
        Files.writeString(folder.resolve("half.tmp"), "x");
        Files.writeString(folder.resolve("0".repeat(64) + ".jar"), "x");
        Files.writeString(folder.resolve("0".repeat(64) + ".json.new"), "x");

        ImportedFiles again = files(Duration.ZERO);

        assertThat(ids(again)).containsExactly("clawhub.acme.whole");
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void keepingOne_readsTheWordsOfNoOther() throws Exception {
        ImportedFiles files = files(Duration.ZERO);
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");

        keep(files, "one");
        assertThat(broken).as("words are read once for each look").exists();

        files.forgetOld();
        assertThat(broken).doesNotExist();
        assertThat(ids(files)).containsExactly("clawhub.acme.one");
    }

    @Test
    void fullRoom_isMadeByTheEldest_alsoAfterARestart() throws Exception {
        keep(files(Duration.ZERO), "eldest");
        keep(files(Duration.ofHours(2)), "elder");

        ImportedFiles files = files(Duration.ofHours(4), Room.MOST_BYTES, 2);
        keep(files, "new");

        assertThat(ids(files)).containsExactly("clawhub.acme.elder", "clawhub.acme.new");
        assertThat(folder.toFile().list()).hasSize(4);
    }

    @Test
    void whatWasJustLookedAt_makesNoRoom_andTheNextIsRefused() throws Exception {
        ImportedFiles byCount = files(Duration.ZERO, Room.MOST_BYTES, 1);
        keep(byCount, "one");
        keep(byCount, "one");

        assertThat(Scene.problem(() -> keep(byCount, "two")).code()).isEqualTo("imports_full");
        assertThat(Scene.problem(() -> keep(files(Duration.ZERO, 100, 10), "two"))
                        .code())
                .isEqualTo("imports_full");
        assertThat(ids(byCount)).containsExactly("clawhub.acme.one");
        assertThat(folder.toFile().list()).hasSize(2);
    }
}
