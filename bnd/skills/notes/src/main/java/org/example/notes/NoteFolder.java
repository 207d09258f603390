package org.example.notes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The notes on disk: one file each, its time in the first line, the text after it. A file is there whole or not at all,
 * whenever the power fails.
 */
@Component(service = NoteFolder.class)
public final class NoteFolder {

    static final int LONGEST_TEXT = 2_000;
    static final int MOST_NOTES = 1_000;

    private static final Pattern FILE = Pattern.compile("n-\\d{6}\\.txt");

    private final Path folder;
    private final Clock clock;

    @Activate
    public NoteFolder(@Reference SkillContext context) {
        this(context.dataFolder(), Clock.systemUTC());
    }

    NoteFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    synchronized Note add(String text) throws ToolException {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty()) {
            throw new ToolException("note_empty", "The note has no text.");
        }
        if (stripped.length() > LONGEST_TEXT) {
            throw new ToolException(
                    "note_too_long",
                    "The note has " + stripped.length() + " characters, at most " + LONGEST_TEXT + " are kept.");
        }
        List<Path> files = files();
        if (files.size() >= MOST_NOTES) {
            throw new ToolException("notes_full", "There are already " + MOST_NOTES + " notes.");
        }
        Note note = new Note(nextId(files), clock.instant().truncatedTo(ChronoUnit.SECONDS), stripped);
        try {
            write(note);
        } catch (IOException e) {
            throw failed("written", e);
        }
        return note;
    }

    /** The newest notes first. */
    synchronized List<Note> newest(int most) throws ToolException {
        try {
            List<Path> files = files();
            List<Note> notes = new ArrayList<>();
            for (int i = files.size() - 1; i >= 0 && notes.size() < most; i--) {
                notes.add(read(files.get(i)));
            }
            return notes;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    synchronized int count() throws ToolException {
        return files().size();
    }

    private List<Path> files() throws ToolException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> FILE.matcher(name(file)).matches())
                    .sorted(Comparator.comparing(NoteFolder::name))
                    .toList();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private static String nextId(List<Path> files) {
        int last = files.isEmpty()
                ? 0
                : Integer.parseInt(name(files.get(files.size() - 1)).substring(2, 8));
        return "n-%06d".formatted(last + 1);
    }

    /** Written beside, forced to disk, then moved into its place at once. */
    private void write(Note note) throws IOException {
        Path part = folder.resolve("note.part");
        byte[] content = (note.at() + "\n" + note.text()).getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(part, folder.resolve(note.id() + ".txt"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Note read(Path file) throws IOException {
        String content = Files.readString(file);
        int end = content.indexOf('\n');
        try {
            String id = name(file).substring(0, 8);
            return new Note(id, Instant.parse(content.substring(0, Math.max(end, 0))), content.substring(end + 1));
        } catch (DateTimeException e) {
            throw new IOException(name(file) + " does not begin with a time", e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static ToolException failed(String what, IOException e) {
        return new ToolException("notes_failed", "The notes could not be " + what + ": " + e.getMessage(), e);
    }
}
