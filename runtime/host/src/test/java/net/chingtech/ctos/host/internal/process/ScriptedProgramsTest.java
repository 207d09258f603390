package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.chingtech.ctos.format.SkillPermission;
import org.junit.jupiter.api.Test;

/** What a process host says of this machine before a skill is started. */
class ScriptedProgramsTest extends ScriptedFixture {

    @Test
    void programsThatThisMachineLacks_areNamed_eachOnce() throws Exception {
        List<SkillPermission> asked = List.of(
                SkillPermission.parse("process:exec:sh"),
                SkillPermission.parse("process:exec:zz-no-such-program"),
                SkillPermission.parse("process:exec:no-such-program"),
                SkillPermission.parse("process:exec:no-such-program"),
                SkillPermission.parse("filesystem:temp"));

        assertThat(host.lacks(asked)).containsExactly("no-such-program", "zz-no-such-program");
    }
}
