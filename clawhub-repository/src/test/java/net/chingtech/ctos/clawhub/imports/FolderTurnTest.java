package net.chingtech.ctos.clawhub.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.clawhub.wrap.Turn;
import net.chingtech.ctos.provisioning.FolderImport.Found;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder waits for its turn among all legacy skills that are read. */
class FolderTurnTest {

    @TempDir
    Path temp;

    private FutureTask<List<Found>> look;
    private Thread looking;

    @BeforeEach
    void skill() throws Exception {
        Path work = Files.createDirectories(temp.resolve("work"));
        Files.writeString(work.resolve("SKILL.md"), "---\nname: x\ndescription: Does it\n---\n");
        ImportedSource imported = new ImportedSource(temp.resolve("imports"), Clock.systemUTC());
        FolderLook folders = new FolderLook(url -> Optional.empty(), imported.files());
        look = new FutureTask<>(() -> folders.look(work, new Heard()));
        looking = new Thread(look);
    }

    @Test
    void folder_waitsForTheSkillThatIsRead() throws Exception {
        Turn.take(this::startAndWait);
        assertThat(look.get(60, TimeUnit.SECONDS)).singleElement().satisfies(found -> assertThat(found.problem())
                .isNull());
    }

    @Test
    void whoeverLeaves_waitsNoLonger() throws Exception {
        Turn.take(() -> {
            startAndWait();
            looking.interrupt();
            assertThatThrownBy(() -> look.get(60, TimeUnit.SECONDS)).hasMessageContaining("cancelled");
            return null;
        });
    }

    private Void startAndWait() {
        looking.start();
        Instant deadline = Instant.now().plusSeconds(60);
        while (looking.getState() != Thread.State.WAITING) {
            assertThat(look.isDone()).as("the folder was read out of turn").isFalse();
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
        return null;
    }
}
