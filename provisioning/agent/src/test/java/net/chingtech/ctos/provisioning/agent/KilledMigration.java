package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A container that was killed in the middle of a skill's migration. */
abstract class KilledMigration {

    @TempDir(factory = QuickFolder.class)
    Path folder;

    Rig rig;
    /** A home whose container was killed when the migration had done a part. */
    Path killed;

    Map<String, String> before;

    @BeforeEach
    void killWhileMigrating() throws Exception {
        rig = new Rig(Files.createDirectory(folder.resolve("first")));
        new Scenes(rig).migration();
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.install(ACCOUNTING, null);
        rig.restart();
        before = picture(rig);
        killed = folder.resolve("killed");
        Asked.Told told = rig.asked.before;
        rig.asked.before = what -> {
            told.of(what);
            if (what.startsWith("replace settings") && Files.notExists(killed)) {
                Kills.copy(rig.home.root(), killed);
            }
        };
        rig.succeed(Scenes.UPDATE);
        assertThat(killed).exists();
    }

    /** The journal that the killed container left. */
    Path journal() throws IOException {
        try (var files = Files.newDirectoryStream(killed.resolve("home/skills/journal"), "*.jsonl")) {
            return files.iterator().next();
        }
    }

    static List<String> codes(Rig rig) {
        return rig.parts.agent.alerts().stream()
                .map(alert -> alert.problem().code())
                .toList();
    }

    /** What lasts of a container, but for what was told. */
    static Map<String, String> picture(Rig rig) {
        Map<String, String> picture = new TreeMap<>(rig.picture());
        picture.remove("skills/alerts.json");
        return picture;
    }
}
