package net.chingtech.ctos.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.chingtech.ctos.format.files.FullDisk;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** A file that is there whole and on the disk once it was kept, and not there at all when it is closed before that. */
final class NewFile implements AutoCloseable {

    static final Opener CREATE =
            target -> FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path target;
    private final Problems problems;
    private final FileChannel file;
    private boolean kept;

    /** Makes the new file; a test puts one there that is full. */
    interface Opener {
        FileChannel open(Path target) throws IOException;
    }

    private NewFile(Path target, Problems problems, FileChannel file) {
        this.target = target;
        this.problems = problems;
        this.file = file;
    }

    static NewFile open(Path target, Problems problems, Opener opener) throws ProvisioningException {
        try {
            return new NewFile(target, problems, opener.open(target));
        } catch (IOException e) {
            throw notWritten(target, problems, e);
        }
    }

    void write(byte[] block, int length) throws ProvisioningException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(block, 0, length);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw notWritten(target, problems, e);
        }
    }

    /** Makes sure that all of it is on the disk. */
    void keep() throws ProvisioningException {
        try {
            file.force(true);
            file.close();
            kept = true;
        } catch (IOException e) {
            throw notWritten(target, problems, e);
        }
    }

    @Override
    public void close() throws ProvisioningException {
        if (kept) {
            return;
        }
        try {
            file.close();
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw notWritten(target, problems, e);
        }
    }

    private static ProvisioningException notWritten(Path target, Problems problems, IOException e) {
        String name = target.getFileName().toString();
        return new ProvisioningException(
                FullDisk.is(e)
                        ? problems.diskFull(name)
                        : problems.notWritten(name, e.getClass().getSimpleName()),
                e);
    }
}
