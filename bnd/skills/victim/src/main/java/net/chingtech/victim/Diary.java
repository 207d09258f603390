package net.chingtech.victim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One file in the skill's own data folder. */
@Component(service = Diary.class)
public final class Diary {

    private final Path file;

    @Activate
    public Diary(@Reference SkillContext context) {
        this.file = context.dataFolder().resolve("diary.txt");
    }

    String text() throws ToolException {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new ToolException("diary_failed", "The diary cannot be read: " + e.getMessage(), e);
        }
    }

    void keep(String text) throws ToolException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ToolException("diary_failed", "The diary cannot be written: " + e.getMessage(), e);
        }
    }
}
