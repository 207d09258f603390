package net.chingtech.ctos.clawhub.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.clawhub.source.Scene;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.FolderImport.Found;
import net.chingtech.ctos.provisioning.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that say to be the same release, with other files: what is installed is what was looked at. */
class SameReleaseTest {

    @TempDir
    Path temp;

    private ImportedSource imported;
    private FolderLook look;

    @BeforeEach
    void start() throws IOException {
        imported = new ImportedSource(temp.resolve("imports"), Clock.systemUTC());
        look = new FolderLook(url -> Optional.empty(), imported.files());
    }

    private Path skill(String folder, String script) throws IOException {
        Path skill = temp.resolve("work").resolve(folder);
        Files.createDirectories(skill.resolve("scripts"));
        Files.createDirectories(skill.resolve(".clawhub"));
        Files.writeString(skill.resolve("SKILL.md"), "---\nname: tool\ndescription: Does it\n---\n");
        Files.writeString(skill.resolve("scripts/run.sh"), script);
        Files.writeString(
                skill.resolve(".clawhub/origin.json"),
                "{\"registry\":\"https://clawhub.example.org\",\"slug\":\"tool\",\"ownerHandle\":\"acme\","
                        + "\"installedVersion\":\"1.0.0\"}");
        return skill;
    }

    /** The digests that are offered as the one release that all of these folders say they are. */
    private List<String> offered() throws Exception {
        return imported.releases(Scene.id("acme", "tool"), VersionRange.ANY, Channel.STABLE).stream()
                .map(release -> release.claim().artifact().sha256())
                .toList();
    }

    @Test
    void folderThatIsLookedAtLast_isWhatIsOffered_whateverItsDigest() throws Exception {
        Path reviewed = skill("reviewed", "echo good\n");
        look.look(reviewed, new Heard());
        List<String> good = offered();
        assertThat(good).hasSize(1);

        for (int i = 0; i < 8; i++) {
            look.look(skill("other-" + i, "echo " + i + "\n"), new Heard());
            assertThat(offered()).hasSize(1).doesNotContainAnyElementsOf(good);
            look.look(reviewed, new Heard());
            assertThat(offered()).isEqualTo(good);
        }
        assertThat(temp.resolve("imports").toFile().list()).hasSize(2);
    }

    @Test
    void twoInOneLook_areBothRefused_andStopNoOther() throws Exception {
        Path reviewed = skill("tool", "echo good\n");
        look.look(reviewed, new Heard());
        skill("a-copy", "echo other\n");
        Files.createDirectories(temp.resolve("work/good"));
        Files.writeString(temp.resolve("work/good/SKILL.md"), "# Good\n");

        List<Found> found = look.look(temp.resolve("work"), new Heard());

        assertThat(found).filteredOn(one -> one.problem() != null).hasSize(2).allSatisfy(one -> {
            assertThat(one.problem().code()).isEqualTo("legacy_twice");
            assertThat(one.problem().detail()).contains("work/tool").contains("work/a-copy");
            assertThat(one.source()).isNull();
        });
        assertThat(Scene.problem(this::offered).code()).isEqualTo("skill_unknown");
        assertThat(imported.files().all())
                .extracting(Release::claim)
                .extracting(claim -> claim.id().value())
                .containsExactly("clawhub._.good");
    }

    @Test
    void sameFilesTwice_areOne() throws Exception {
        skill("tool", "echo good\n");
        skill("again", "echo good\n");

        assertThat(look.look(temp.resolve("work"), new Heard())).hasSize(2).allSatisfy(one -> assertThat(one.problem())
                .isNull());
        assertThat(offered()).hasSize(1);
    }

    @Test
    void lookThatIsCancelled_leavesTheEarlierCopy() throws Exception {
        look.look(skill("reviewed", "echo good\n"), new Heard());
        List<String> good = offered();
        skill("more/a", "echo other\n");
        Files.createDirectories(temp.resolve("work/more/b"));
        Files.writeString(temp.resolve("work/more/b/SKILL.md"), "# B\n");

        Scene.problem(() -> look.look(temp.resolve("work/more"), Heard.cancelledAfter("1 of 2 skills looked at")));

        assertThat(offered()).isEqualTo(good);
    }
}
