package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import net.chingtech.ctos.format.audit.AuditHead;
import net.chingtech.ctos.format.files.WholeFile;

/** The file that names the newest entry of the audit log, written after the entry itself. */
final class AuditHeadFile implements AutoCloseable {

    private final Path path;
    private RandomAccessFile file;

    AuditHeadFile(Path path) {
        this.path = path;
    }

    /** What it names; empty when it is missing or damaged. */
    Optional<AuditHead> read() throws IOException {
        return Files.exists(path) ? AuditHead.read(Files.readAllBytes(path)) : Optional.empty();
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Makes it anew, whole, so that it names this entry and none beside it. */
    void begin(AuditHead head) throws IOException {
        byte[] slot = head.slot();
        byte[] both = Arrays.copyOf(slot, 2 * AuditHead.SLOT);
        System.arraycopy(slot, 0, both, AuditHead.SLOT, AuditHead.SLOT);
        close();
        WholeFile.write(path, both);
    }

    /** Names the next entry; on return it is on the disk. */
    void write(AuditHead head) throws IOException {
        if (file == null) {
            file = new RandomAccessFile(path.toFile(), "rw");
        }
        file.seek(head.at());
        file.write(head.slot());
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
