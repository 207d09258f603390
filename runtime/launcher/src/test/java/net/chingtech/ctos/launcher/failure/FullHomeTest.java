package net.chingtech.ctos.launcher.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FullHomeTest {

    private static final Path HOME = Path.of("/srv/ctos");
    private static final CommandFailed HUB =
            new CommandFailed("not_listed", "It is kept, but not listed: Disk or database failed", "Look at the hub");

    @Test
    void failureOnAFullDisk_saysThatTheDiskIsFull_andWhatFailed() throws Exception {
        CommandFailed failed = FullHome.of(HOME, 4096, HUB);

        assertThat(failed.forPeople())
                .isEqualTo(
                        "ctos: the disk of the home /srv/ctos is full, and the container did not start (It is kept, but"
                                + " not listed: Disk or database failed). Make room and start it again; what was begun is completed"
                                + " then. (disk_full)");
    }

    @Test
    void failureInTheSystemsWordsOfAFullDisk_isOne_evenIfThereIsRoomAgain() throws Exception {
        CommandFailed failed = FullHome.of(HOME, Long.MAX_VALUE, new IOException("x: No space left on device"));

        assertThat(failed.problem().code()).isEqualTo("disk_full");
    }

    @Test
    void otherFailures_stayWhatTheyAre() {
        assertThatThrownBy(() -> FullHome.of(HOME, Long.MAX_VALUE, HUB)).isSameAs(HUB);
    }
}
