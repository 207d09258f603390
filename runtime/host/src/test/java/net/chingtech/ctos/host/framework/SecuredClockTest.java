package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import org.junit.jupiter.api.Test;

/** A class of its own, so that run by itself no other test has used the JVM's clock before the skill. */
class SecuredClockTest extends SecuredFixture {

    @Test
    void aSkillThatUsedTheJvmsClockFirst_isStillStoppedWhenItsPatienceIsOver() throws Exception {
        Path data = home.resolve("skills/data/org.example.slow");
        RunningSkill slow = run(TestSkill.of("slow").stage(artifacts));
        router.call(new ToolCall("slow_tool", Map.of("use_the_clock", true), new Caller(Caller.Kind.AGENT, "agent")));
        await(data.resolve("began"));

        router.retireAndStop(slow.skill().id(), Duration.ofMillis(100)).getValue();

        assertThat(framework.skillBundles()).isEmpty();
        Files.writeString(data.resolve("go"), "x");
        awaitNoThreadIn("org.example.slow.SlowTool");
    }
}
