package net.chingtech.ctos.gateways.internal;

import java.nio.file.Path;
import java.util.Optional;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.gateways.internal.data.SkillDatabase;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;

/** One admitted skill, as the gateways see it. */
final class Admitted implements Admissions.Admission {

    private final StagedSkill skill;
    private volatile Grants grants;
    private final Path dataFolder;
    private final Optional<Path> tempFolder;
    private final Optional<SkillDatabase> database;
    private final SkillLog log;
    private final Runnable forget;
    private volatile boolean closed;

    Admitted(
            StagedSkill skill,
            Grants grants,
            Path dataFolder,
            Optional<Path> tempFolder,
            Optional<SkillDatabase> database,
            SkillLog log,
            Runnable forget) {
        this.skill = skill;
        this.grants = grants;
        this.dataFolder = dataFolder;
        this.tempFolder = tempFolder;
        this.database = database;
        this.log = log;
        this.forget = forget;
    }

    StagedSkill skill() {
        return skill;
    }

    Grants grants() {
        return grants;
    }

    Path dataFolder() {
        return dataFolder;
    }

    Optional<Path> tempFolder() {
        return tempFolder;
    }

    /** Present when data was granted. */
    Optional<SkillDatabase> database() {
        return database;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void log(System.Logger.Level level, String message) {
        log.write(level, message);
    }

    @Override
    public void regrant(Grants next) {
        grants = next;
    }

    @Override
    public void close() {
        closed = true;
        forget.run();
        database.ifPresent(SkillDatabase::close);
    }
}
