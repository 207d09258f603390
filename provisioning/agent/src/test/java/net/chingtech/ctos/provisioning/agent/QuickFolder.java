package net.chingtech.ctos.provisioning.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Folders in memory where the machine has room there: a test that starts hundreds of times would otherwise spend its time
 * waiting for a disk to make lasting what nobody reads again.
 */
final class QuickFolder implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");

    private static final long ROOM = 512L * 1024 * 1024;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws Exception {
        boolean room = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
        return room ? Files.createTempDirectory(MEMORY, "ctos") : Files.createTempDirectory("ctos");
    }
}
