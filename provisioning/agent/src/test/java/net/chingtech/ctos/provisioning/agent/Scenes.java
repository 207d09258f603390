package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.sign.TestSkill;

/** Changes of every kind, of skills that have files, tables and settings; each version writes to the files at its first start. */
final class Scenes {

    static final Change UPDATE = new Change.Update(CRM, null);

    private final Rig rig;

    Scenes(Rig rig) {
        this.rig = rig;
        Asked.Told told = rig.asked.before;
        rig.asked.before = what -> {
            told.of(what);
            if (what.startsWith("start " + CRM + "@")) {
                append(rig.home.data().resolve(CRM + "/people"), what + "\n");
            }
        };
        rig.host.migrations.put("people", (staged, settings) -> {
            Path data = staged.artifact().resolve("../../../data").normalize();
            append(data.resolve(staged.id() + "/people"), "migrated\n");
            settings.put(FakeSettings.pid(staged.id()), new TreeMap<>(Map.of("text", "migrated")));
        });
    }

    private static void append(Path file, String text) {
        try {
            boolean known = Files.exists(file) && Files.readString(file).contains(text);
            if (!known) {
                Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestSkill withTables(String version) {
        return skill(CRM, version).json("permissions", List.of(new SkillPermission.DbOwn().name()));
    }

    /** 2.1.0 brings data forward by a script, then by a service, then by another script. */
    static TestSkill migrating() {
        return withTables("2.1.0")
                .json(
                        "migrations",
                        List.of(
                                Map.of("from", "<2.1.0", "script", "migrations/1.sql"),
                                Map.of("from", "<2.1.0", "service", "people"),
                                Map.of("from", "<2.1.0", "script", "migrations/2.sql")))
                .file("migrations/1.sql", "create table people (name varchar)")
                .file("migrations/2.sql", "create table more (name varchar)");
    }

    /** A version with data, to which one comes that migrates. */
    Scenes migration() throws IOException {
        rig.publish(withTables("2.0.1"));
        rig.install(CRM, "2.0.1");
        rig.publish(migrating());
        belongings(CRM, "2.0.1");
        return this;
    }

    /** A version without migrations that may run beside the one that is there. */
    Scenes sideBySide() throws IOException {
        rig.publish(withTables("2.0.1"));
        rig.install(CRM, "2.0.1");
        rig.publish(withTables("2.1.0").json("side_by_side", true));
        belongings(CRM, "2.0.1");
        return this;
    }

    /** Two skills that need each other's new versions; the one that is needed migrates. */
    Scenes group() throws IOException {
        rig.publish(withTables("2.0.1"));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "~2.0.0"));
        rig.install(ACCOUNTING, "1.2.0");
        rig.publish(migrating());
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^2.1.0"));
        belongings(CRM, "2.0.1");
        return this;
    }

    /** A version of before whose data has another shape. */
    Scenes rollback() throws IOException {
        migration();
        rig.succeed(UPDATE);
        rig.environment.write(CRM, "newer");
        return this;
    }

    /** Data and settings that an uninstalled version left. */
    Scenes kept() throws IOException {
        migration();
        rig.succeed(new Change.Uninstall(CRM, false));
        return this;
    }

    private void belongings(SkillId id, String version) throws IOException {
        Path data = rig.home.data().resolve(id.value());
        Files.createDirectories(data.resolve("deep/er"));
        Files.writeString(data.resolve("deep/er/file"), "precious");
        Files.createSymbolicLink(data.resolve("link"), Path.of("deep/er"));
        rig.environment.write(id, "row of " + version);
        rig.settings.put(id, version, "text of " + version);
    }
}
