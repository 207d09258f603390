package net.chingtech.ctos.gateways.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.ToolException;

/** A process with a database, that is killed in the middle of what it does, or finds the disk full. */
final class Doomed {

    static final SkillId ID = new SkillId("net.example.doomed");
    static final String SCRIPT = "CREATE TABLE NOTES(ID INT PRIMARY KEY, TEXT VARCHAR(20000))";

    private Doomed() {}

    static StagedSkill skill(Path folder) throws Exception {
        return TestSkills.migrating(folder, ID.value(), "1.0.0", "m.sql", SCRIPT);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Desk desk = new Desk(folder.resolve("home"));
        switch (arguments[0]) {
            case "write" -> write(desk, folder);
            case "restore" -> restore(desk, Path.of(arguments[2]));
            case "fill" -> fill(desk, folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static Data open(Desk desk, Path folder) throws Exception {
        new Belongings(desk.database, desk.environment).migrate(skill(folder), List.of("m.sql"));
        return ((Admitted) desk.desk.admit(skill(folder), Desk.grants("db:own")))
                .doors()
                .data();
    }

    /** In turns by a single statement and by a transaction; says each row that it was told is there. */
    private static void write(Desk desk, Path folder) throws Exception {
        Data data = open(desk, folder);
        int row = data.query("SELECT ID FROM NOTES").size();
        while (true) {
            int next = row++;
            if (next % 2 == 0) {
                data.update("INSERT INTO NOTES VALUES (?, 'x')", next);
            } else {
                data.inTransaction(inside -> inside.update("INSERT INTO NOTES VALUES (?, 'y')", next));
            }
            System.out.println(next);
        }
    }

    private static void restore(Desk desk, Path backup) throws IOException {
        Belongings belongings = new Belongings(desk.database, desk.environment);
        System.out.println("begins");
        while (true) {
            belongings.restore(ID, backup);
        }
    }

    /** Until nothing fits any more; then is given space, and goes on. */
    private static void fill(Desk desk, Path folder) throws Exception {
        Data data = open(desk, folder);
        String text = "z".repeat(15_000);
        int written = 0;
        try {
            while (true) {
                data.update("INSERT INTO NOTES VALUES (?, ?)", written, text);
                written++;
            }
        } catch (ToolException e) {
            System.out.println("full: " + e.code());
        }
        String before = attempt(() -> "" + data.query("SELECT ID FROM NOTES").size());
        Process space = new ProcessBuilder(
                        "prlimit", "--pid", "" + ProcessHandle.current().pid(), "--fsize=unlimited:unlimited")
                .inheritIO()
                .start();
        space.waitFor(60, TimeUnit.SECONDS);
        System.out.println("kept: " + (written + "").equals(before));
        System.out.println("writes: " + attempt(() -> "" + data.update("INSERT INTO NOTES VALUES (-1, 'fits')")));
        System.out.println("has: "
                + (data.query("SELECT ID FROM NOTES WHERE ID >= 0").size() == written)
                + data.query("SELECT TEXT FROM NOTES WHERE ID = -1").get(0).text("text"));
        System.exit(0);
    }

    private interface Attempt {
        String run() throws ToolException;
    }

    private static String attempt(Attempt attempt) {
        try {
            return attempt.run();
        } catch (ToolException e) {
            return e.code();
        }
    }
}
