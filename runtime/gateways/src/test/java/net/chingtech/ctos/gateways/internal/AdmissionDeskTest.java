package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.skill.SkillContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionDeskTest {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aSkill_hasItsDataFolder_andATempFolderOnlyWhenGranted() throws Exception {
        SkillContext plain = new ContextGateway(desk.admit("net.example.plain"));
        SkillContext temp = new ContextGateway(desk.admit("net.example.temp", "filesystem:temp"));

        assertThat(plain.dataFolder()).isDirectory().isEqualTo(folder.resolve("skills/data/net.example.plain"));
        assertThat(plain.tempFolder()).isEmpty();
        assertThat(temp.tempFolder()).hasValueSatisfying(p -> assertThat(p).isDirectory());
        assertThat(plain.id() + " " + plain.version()).isEqualTo("net.example.plain 1.0.0");
    }

    @Test
    void theTempFolder_isEmptyAtEveryStart_andTheDataFolderStays() throws Exception {
        Admitted first = desk.admit("net.example.temp", "filesystem:temp");
        Path kept = Files.writeString(first.dataFolder().resolve("kept"), "x");
        Path temp = first.tempFolder().orElseThrow();
        Files.createDirectories(temp.resolve("a/b"));
        Files.writeString(temp.resolve("a/b/c"), "x");
        first.close();
        assertThat(temp).doesNotExist();

        Admitted second = desk.admit("net.example.temp", "filesystem:temp");

        assertThat(second.tempFolder().orElseThrow()).isEmptyDirectory();
        assertThat(kept).exists();
    }

    @Test
    void aLogLine_isOneLineWithoutHiddenCharacters() throws Exception {
        SkillContext skill = new ContextGateway(desk.admit("net.example.logging"));

        skill.log(System.Logger.Level.INFO, "first\n2026 ERROR forged\u001b[31m\u202Eturned");

        List<String> lines = Files.readAllLines(folder.resolve("logs/skills/net.example.logging.log"));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z INFO first\\\\u\\{a}2026 ERROR forged\\\\u\\{1b}.*")
                .doesNotContain("\u001b", "\u202E");
    }

    @Test
    void aLogThatGrows_isPutAsideOnce() throws Exception {
        SkillContext skill = new ContextGateway(desk.admit("net.example.loud"));
        String long4k = "x".repeat(4_000);
        for (int i = 0; i < 600; i++) {
            skill.log(System.Logger.Level.INFO, long4k);
        }

        Path logs = folder.resolve("logs/skills");
        assertThat(logs.resolve("net.example.loud.log")).isNotEmptyFile();
        assertThat(Files.size(logs.resolve("net.example.loud.log"))).isLessThanOrEqualTo(SkillLog.LARGEST);
        assertThat(Files.size(logs.resolve("net.example.loud.log.1"))).isLessThanOrEqualTo(SkillLog.LARGEST);
        try (var files = Files.list(logs)) {
            assertThat(files.toList()).hasSize(2);
        }
    }
}
