package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Legacy skills in real processes, in the sandbox of this machine. */
abstract class RealLegacyFixture {

    @TempDir
    Path folder;

    FakeAdmissions gateways;
    ProcessHost host;

    @BeforeEach
    void prepare() {
        RealFixture.isThere();
        gateways = new FakeAdmissions(folder);
        host = RealFixture.host(RealFixture.settings(folder, Duration.ZERO), gateways);
    }

    @AfterEach
    void nothingIsLeft() {
        if (host != null) {
            host.stop();
            assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    /** With all that it needs, and of what it can do without what is named. */
    RunningSkill start(LegacySkill legacy, String... optional) throws Exception {
        StagedSkill skill = legacy.stage(folder.resolve("artifacts"));
        return host.start(skill, grants(skill, optional));
    }

    static Grants grants(StagedSkill skill, String... optional) throws Exception {
        List<SkillPermission> permissions = new ArrayList<>(skill.manifest().permissions());
        for (String name : optional) {
            permissions.add(SkillPermission.parse(name));
        }
        return new Grants(permissions);
    }

    static Map<String, Object> run(RunningSkill skill, String script, Object input, String... args) throws Exception {
        return RealFixture.call(skill, "odd_jobs_" + script, LegacySkill.input(input, args));
    }

    /** Processes of skills that have a text in their command. */
    static List<String> processesWith(String text) {
        return ProcessHandle.current()
                .descendants()
                .map(each -> each.info().commandLine().orElse(""))
                .filter(command -> command.contains(text))
                .toList();
    }

    static void awaitNone(String text) {
        ScriptedFixture.await(() -> processesWith(text).isEmpty(), () -> processesWith(text));
    }
}
