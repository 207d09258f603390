package net.chingtech.ctos.clawhub.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.clawhub.source.Scene;
import net.chingtech.ctos.provisioning.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for a look hears how far it is; a look that does not come to its end keeps nothing. */
class FolderProgressTest {

    @TempDir
    Path temp;

    private Path work;
    private ImportedSource imported;
    private FolderLook folders;

    @BeforeEach
    void skills() throws IOException {
        work = temp.resolve("work");
        skill("a");
        skill("b");
        skill("c");
        imported = new ImportedSource(temp.resolve("imports"), Clock.systemUTC());
        folders = new FolderLook(url -> Optional.empty(), imported.files());
    }

    private void skill(String name) throws IOException {
        Path folder = Files.createDirectories(work.resolve(name));
        Files.writeString(folder.resolve("SKILL.md"), "---\nname: " + name + "\ndescription: Does it\n---\n");
    }

    private List<String> kept() {
        return imported.files().all().stream()
                .map(Release::claim)
                .map(claim -> claim.id().value())
                .sorted()
                .toList();
    }

    private String[] onTheDisk() {
        return temp.resolve("imports").toFile().list();
    }

    @Test
    void eachSkill_isTold() throws Exception {
        Heard heard = new Heard();

        folders.look(work, heard);

        assertThat(heard.words)
                .containsExactly(
                        "0 of 3 skills looked at",
                        "1 of 3 skills looked at",
                        "2 of 3 skills looked at",
                        "3 of 3 skills looked at");
        assertThat(kept()).hasSize(3);
    }

    @Test
    void cancelledLook_leavesNothingOfIts_andAllOfAnEarlierOne() throws Exception {
        folders.look(work.resolve("b"), new Heard());

        assertThat(Scene.problem(() -> folders.look(work, Heard.cancelledAfter("2 of 3 skills looked at")))
                        .code())
                .isEqualTo("cancelled");

        assertThat(kept()).containsExactly("clawhub._.b");
        assertThat(onTheDisk()).hasSize(2);
    }

    @Test
    void cancelledLook_leavesRoomForTheNext() throws Exception {
        ImportedFiles small = new ImportedFiles(temp.resolve("small"), Clock.systemUTC(), new Room(Room.MOST_BYTES, 3));
        FolderLook look = new FolderLook(url -> Optional.empty(), small);
        Scene.problem(() -> look.look(work, Heard.cancelledAfter("2 of 3 skills looked at")));
        Files.writeString(work.resolve("a/SKILL.md"), "---\nname: a\ndescription: Another\n---\n");
        Files.writeString(work.resolve("b/SKILL.md"), "---\nname: b\ndescription: Another\n---\n");

        assertThat(look.look(work, new Heard()))
                .allSatisfy(found -> assertThat(found.problem()).isNull());
    }

    @Test
    void bundleThatIsTakenAway_endsTheLook() throws Exception {
        assertThat(Scene.problem(() -> folders.look(work, Heard.meanwhile(folders::end)))
                        .code())
                .isEqualTo("import_unavailable");
        assertThat(onTheDisk()).isEmpty();
    }
}
