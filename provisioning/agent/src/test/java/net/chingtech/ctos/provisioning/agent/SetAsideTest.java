package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.agent.store.Backup;
import net.chingtech.ctos.provisioning.agent.store.Backups;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.PuttingBack;
import net.chingtech.ctos.runtime.ContainerHome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of newer data when an older version's is put back. */
class SetAsideTest {

    private static final SkillVersion OLD = SkillVersion.of("1.0.0");
    private static final SkillVersion NEW = SkillVersion.of("2.0.0");
    private static final String STATE = "t1-0";
    private static final String LEFT = "t1-0-left";

    @TempDir
    Path folder;

    private final Asked asked = new Asked();
    private ContainerHome home;
    private FakeBelongings belongings;
    private Backups backups;
    private PuttingBack puttingBack;
    private Path data;
    private Object newer;

    /** The new version migrated, was called, and wrote. */
    @BeforeEach
    void update() throws IOException {
        home = new ContainerHome(folder.resolve("home"));
        belongings = new FakeBelongings(folder.resolve("database"), asked);
        FakeSettings settings = new FakeSettings(folder.resolve("config"), asked);
        Folders folders = new Folders(home);
        backups = new Backups(folders, belongings, settings, 1 << 20, Clock.systemUTC());
        puttingBack = new PuttingBack(folders, backups, belongings, settings, Clock.systemUTC());
        data = Files.createDirectories(home.data().resolve(CRM.value()));
        Files.writeString(data.resolve("file"), "old");
        belongings.write(CRM, "old");
        backups.write(CRM, STATE, OLD, NEW, Backup.Extent.ALL, null, () -> false);
        newer = key(Files.writeString(data.resolve("newer"), "new"));
        belongings.write(CRM, "new");
    }

    @Test
    void newerData_isMovedAndNotCopied_sinceTheDiskMayHaveNoRoom() throws IOException {
        assertThat(puttingBack.putBack(CRM, STATE, true, true)).contains(LEFT);

        assertPutBack();
    }

    @Test
    void cutOffWhileTablesArePutBack_goesOn() throws IOException {
        asked.before = what -> {
            throw new UncheckedIOException(new IOException("killed"));
        };
        assertThatThrownBy(() -> puttingBack.putBack(CRM, STATE, true, true)).hasMessageContaining("killed");
        asked.before = what -> {};
        assertThat(puttingBack.putBack(CRM, STATE, true, true)).contains(LEFT);

        assertPutBack();
    }

    @Test
    void cutOffOnceTheFolderWasMoved_losesNothingOfIt() throws IOException {
        Path left = backups.place(CRM, LEFT);
        Files.createDirectories(left.resolve("tables"));
        belongings.backUp(CRM, left.resolve("tables"));
        Files.move(data, left.resolve("data"));

        assertThat(puttingBack.putBack(CRM, STATE, true, true)).contains(LEFT);

        assertPutBack();
    }

    @Test
    void stateThatHadNoFolder_leavesNone() throws IOException {
        Files.delete(data.resolve("file"));
        Files.delete(data.resolve("newer"));
        Files.delete(data);
        backups.write(CRM, "t2-0", OLD, NEW, Backup.Extent.ALL, null, () -> false);
        Files.writeString(Files.createDirectories(data).resolve("newer"), "new");

        puttingBack.restoreData(CRM, "t2-0", () -> false);

        assertThat(data).doesNotExist();
    }

    private void assertPutBack() throws IOException {
        assertThat(data.resolve("file")).hasContent("old");
        assertThat(data.resolve("newer")).doesNotExist();
        assertThat(belongings.rows(CRM)).containsExactly("old");
        Path left = backups.place(CRM, LEFT);
        assertThat(key(left.resolve("data/newer"))).isEqualTo(newer);
        assertThat(left.resolve("tables/tables.txt")).hasContent("old\nnew\n");
        Optional<Backup> whole = backups.find(CRM, LEFT);
        assertThat(whole).hasValueSatisfying(backup -> {
            assertThat(backup.from()).isEqualTo(NEW);
            assertThat(backup.folder()).isTrue();
            assertThat(backup.hasData()).isTrue();
        });
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }
}
