package test.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.skill.MigrationContext;
import net.chingtech.ctos.skill.SkillMigration;

/** Brings the files and a setting to the form of the release: its minor version. */
public final class CrashMigration implements SkillMigration {

    @Override
    public void migrate(MigrationContext context) throws IOException {
        String form = context.to().split("\\.")[1];
        try (Stream<Path> files = Files.list(context.dataFolder())) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                Files.writeString(file, form + text.substring(text.indexOf(':')));
            }
        }
        Mood.of("migration").play();
        String pid = Mood.of("settings").word();
        Map<String, Object> settings = new TreeMap<>(context.settings(pid));
        settings.put("limit", Integer.valueOf(form));
        context.settings(pid, settings);
    }
}
