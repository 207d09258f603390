package org.example.moving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.MigrationContext;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillMigration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Migrations of every kind; the skill has no tool at all. */
public final class Moves {

    private static final String PID = "org.example.moving";

    private Moves() {}

    @Component(property = SkillMigration.NAME + "=lines")
    public static final class Lines implements SkillMigration {

        private final SkillContext context;

        @Activate
        public Lines(@Reference SkillContext context) {
            this.context = context;
        }

        @Override
        public void migrate(MigrationContext migration) throws IOException {
            Path file = migration.dataFolder().resolve("ledger");
            if (!migration.dataFolder().equals(context.dataFolder())) {
                throw new IOException("another folder than its own");
            }
            String line = migration.from() + " to " + migration.to() + "\n";
            Files.writeString(file, Files.readString(file) + line);
            context.log(System.Logger.Level.INFO, "brought it forward");
        }
    }

    @Component(property = SkillMigration.NAME + "=settings")
    public static final class Settings implements SkillMigration {

        @Override
        public void migrate(MigrationContext migration) {
            Map<String, Object> values = new TreeMap<>(migration.settings(PID));
            values.put("rate", 2.5f);
            values.put("names", new String[] {values.remove("name") + "!", "more"});
            values.put(
                    "loader",
                    Moves.class.getClassLoader() == Thread.currentThread().getContextClassLoader());
            migration.settings(PID, values);
            migration.settings("org.example.gone", Map.of());
        }
    }

    @Component(property = SkillMigration.NAME + "=unusable")
    public static final class Unusable implements SkillMigration {

        @Override
        public void migrate(MigrationContext migration) {
            migration.settings(PID, Map.of("nested", Map.of("a", 1)));
        }
    }

    @Component(property = SkillMigration.NAME + "=broken")
    public static final class Broken implements SkillMigration {

        @Override
        public void migrate(MigrationContext migration) throws IOException {
            Files.writeString(migration.dataFolder().resolve("half"), "done");
            throw new IllegalStateException("line 3 of the ledger is no amount", new IOException("inner"));
        }
    }

    @Component(property = SkillMigration.NAME + "=endless")
    public static final class Endless implements SkillMigration {

        @Override
        public void migrate(MigrationContext migration) throws Exception {
            Files.writeString(migration.dataFolder().resolve("began"), "x");
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException e) {
                Files.writeString(migration.dataFolder().resolve("interrupted"), "x");
                throw e;
            }
        }
    }

    @Component(property = SkillMigration.NAME + "=deaf")
    public static final class Deaf implements SkillMigration {

        @Override
        public void migrate(MigrationContext migration) {
            long number = 0;
            while (true) {
                number++;
                if (number < 0) {
                    return;
                }
            }
        }
    }

    @Component(property = SkillMigration.NAME + "=halt")
    public static final class Halt implements SkillMigration {

        @Override
        public void migrate(MigrationContext migration) {
            System.exit(7);
        }
    }

    @Component(property = SkillMigration.NAME + "=greedy")
    public static final class Greedy implements SkillMigration {

        @Override
        public void migrate(MigrationContext migration) {
            List<byte[]> kept = new ArrayList<>();
            while (true) {
                kept.add(new byte[1024 * 1024]);
            }
        }
    }

    @Component(property = SkillMigration.NAME + "=data")
    public static final class NeedsData implements SkillMigration {

        private final Data data;

        @Activate
        public NeedsData(@Reference Data data) {
            this.data = data;
        }

        @Override
        public void migrate(MigrationContext migration) throws Exception {
            data.update("CREATE TABLE entries (id INT)");
        }
    }

    @Component(property = SkillMigration.NAME + "=dead")
    public static final class Dead implements SkillMigration {

        public Dead() {
            throw new IllegalStateException("born dead");
        }

        @Override
        public void migrate(MigrationContext migration) {
            // Never there.
        }
    }
}
