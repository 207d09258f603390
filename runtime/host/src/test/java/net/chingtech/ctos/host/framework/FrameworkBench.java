package net.chingtech.ctos.host.framework;

import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;

/** A secured framework to measure in. */
public final class FrameworkBench implements AutoCloseable {

    private final TestFramework framework;

    public FrameworkBench(Path home) throws Exception {
        framework = TestFramework.secured(Files.createDirectories(home));
    }

    public RunningSkill start(StagedSkill skill) throws Exception {
        return framework.host().start(skill, Grants.NONE);
    }

    @Override
    public void close() throws Exception {
        framework.close();
    }
}
