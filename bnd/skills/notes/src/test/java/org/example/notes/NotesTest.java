package org.example.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.testing.Calls;
import net.chingtech.ctos.skill.testing.FolderContext;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00.123Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void aNote_isKept_countedAndShown() throws Exception {
        NoteFolder notes = new NoteFolder(folder, NOON);
        assertThat(add(notes, "Call the tea cooperative"))
                .containsExactly(Map.entry("id", "n-000001"), Map.entry("count", 1));
        assertThat(add(notes, "  Two\nlines  ")).containsEntry("count", 2);
        assertThat(list(notes, Map.of()))
                .isEqualTo(List.of(
                        Map.of("id", "n-000002", "at", "2026-03-01T12:00:00Z", "text", "Two\nlines"),
                        Map.of("id", "n-000001", "at", "2026-03-01T12:00:00Z", "text", "Call the tea cooperative")));
    }

    @Test
    void notes_outliveTheSkill() throws Exception {
        FolderContext context = new FolderContext("org.example.notes", "1.0.0", folder);
        add(new NoteFolder(context), "still here");
        assertThat(new NoteFolder(context).newest(5)).extracting(Note::text).containsExactly("still here");
    }

    @Test
    void onlyAsManyAsAskedFor_areShown() throws Exception {
        NoteFolder notes = new NoteFolder(folder, NOON);
        add(notes, "old");
        add(notes, "new");
        assertThat(list(notes, Map.of("most", 1L)))
                .isEqualTo(List.of(Map.of("id", "n-000002", "at", "2026-03-01T12:00:00Z", "text", "new")));
    }

    @Test
    void textsThatAreEmptyOrTooLong_areRefused_andNothingIsLeft() throws Exception {
        NoteFolder notes = new NoteFolder(folder, NOON);
        refused(notes, " \n ", "note_empty");
        refused(notes, "x".repeat(2_001), "note_too_long");
        assertThat(add(notes, "x".repeat(2_000))).containsEntry("count", 1);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFullFolder_takesNoMore_andSaysSoInItsHealth() throws Exception {
        NoteFolder notes = new NoteFolder(folder, NOON);
        assertThat(new NotesHealth(notes).execute().getStatus()).isEqualTo(Result.Status.OK);
        for (int i = 1; i <= NoteFolder.MOST_NOTES; i++) {
            Files.writeString(folder.resolve("n-%06d.txt".formatted(i)), "2026-03-01T12:00:00Z\nx");
        }
        refused(notes, "one more", "notes_full");
        assertThat(new NotesHealth(notes).execute().getStatus()).isEqualTo(Result.Status.WARN);
    }

    @Test
    void whatWasCutOffWhileWriting_isNoNote() throws Exception {
        Files.writeString(folder.resolve("note.part"), "2026-");
        NoteFolder notes = new NoteFolder(folder, NOON);
        assertThat(notes.count()).isZero();
        assertThat(add(notes, "after the crash")).containsEntry("id", "n-000001");
    }

    @Test
    void aFileThatIsNoNote_isNamed() throws Exception {
        Files.writeString(folder.resolve("n-000001.txt"), "no time");
        assertThatThrownBy(() -> new NoteFolder(folder, NOON).newest(1))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("notes_failed"))
                .hasMessageContaining("n-000001.txt");
    }

    @Test
    void aFolderThatIsGone_isCritical() {
        assertThat(new NotesHealth(new NoteFolder(folder.resolve("gone"), NOON))
                        .execute()
                        .getStatus())
                .isEqualTo(Result.Status.CRITICAL);
    }

    private static void refused(NoteFolder notes, String text, String code) {
        assertThatThrownBy(() -> add(notes, text)).isInstanceOfSatisfying(ToolException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private static Map<String, Object> add(NoteFolder notes, String text) throws ToolException {
        return new AddTool(notes)
                .call(Calls.of("notes_add", Map.of("text", text)))
                .value();
    }

    private static Object list(NoteFolder notes, Map<String, ?> input) throws ToolException {
        return new ListTool(notes).call(Calls.of("notes_list", input)).value().get("notes");
    }
}
