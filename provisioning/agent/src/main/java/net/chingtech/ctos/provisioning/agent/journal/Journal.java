package net.chingtech.ctos.provisioning.agent.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.agent.store.GivenValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of one transaction. What is begun, and that the registry is written, lasts before it is tried; that a step was
 * done or undone is written for people and for a shorter way back, and lasts with the next line that must.
 */
public final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path file;
    private final FileChannel channel;
    private final Chain chain;

    private Journal(Path file, FileChannel channel, Chain chain) {
        this.file = file;
        this.channel = channel;
        this.chain = chain;
    }

    static Journal begin(Path file, Head head) throws IOException {
        Files.createDirectories(file.getParent());
        Journal journal = new Journal(
                file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), new Chain());
        try {
            journal.append(head, true);
            WholeFile.syncFolder(file.getParent());
        } catch (IOException e) {
            journal.remove();
            throw e;
        }
        return journal;
    }

    /** Lasts when this returns. */
    public void begun(Act act, SkillId skill) throws IOException {
        append(new Line(Line.State.BEGUN, act, skill, null), true);
    }

    /** One value is about to be given; lasts when this returns. */
    public void giving(SkillId skill, GivenValue value) throws IOException {
        append(new Line(Line.State.GIVING, Act.CARRY, skill, null, value), true);
    }

    public void done(Act act, SkillId skill) {
        note(new Line(Line.State.DONE, act, skill, null));
    }

    public void undone(Act act, SkillId skill) {
        note(new Line(Line.State.UNDONE, act, skill, null));
    }

    /** The registry is about to be written with this revision; lasts when this returns. */
    public void committing(long revision) throws IOException {
        append(new Line(Line.State.COMMITTING, null, null, revision), true);
    }

    /** The registry was written. It says so itself, too. */
    public void committed() {
        note(new Line(Line.State.COMMITTED, null, null, null));
    }

    /** Nothing of the transaction is left to be finished or undone. */
    public void remove() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; the next start looks into it", file, e);
        }
    }

    /** Adds a line to a journal that was found whole; it lasts when this returns. */
    static void add(Path file, Line line) throws IOException {
        Chain chain = new Chain();
        long whole = 0;
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                if (chain.open(new String(bytes, (int) whole, at - (int) whole, StandardCharsets.UTF_8)) == null) {
                    throw new IOException(file + " is damaged");
                }
                whole = at + 1L;
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Journal journal = new Journal(file, channel, chain);
            // Half a line, which was being written when the process ended.
            journal.takeBack(whole);
            journal.append(line, true);
        }
    }

    /** Leaves the file for the next start, which has something to undo. */
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", file, e);
        }
    }

    /** What cannot be written on a full disk must not keep anything from being undone or finished. */
    private void note(Line line) {
        try {
            append(line, false);
        } catch (IOException e) {
            LOG.warn("{} lacks a line: {}", file, line, e);
        }
    }

    private void append(Object value, boolean lasting) throws IOException {
        long before = channel.position();
        String mark = chain.mark();
        try {
            ByteBuffer line = ByteBuffer.wrap(chain.seal(value));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            if (lasting) {
                channel.force(true);
            }
        } catch (IOException e) {
            chain.reset(mark);
            takeBack(before);
            throw e;
        }
    }

    /** Half a line in the middle would make all after it worthless. */
    private void takeBack(long size) {
        try {
            channel.truncate(size);
            channel.position(size);
        } catch (IOException e) {
            LOG.warn("{} ends with half a line", file, e);
        }
    }
}
