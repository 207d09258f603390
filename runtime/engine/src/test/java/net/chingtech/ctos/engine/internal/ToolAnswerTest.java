package net.chingtech.ctos.engine.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import org.junit.jupiter.api.Test;

class ToolAnswerTest {

    /** Throws once more when it is asked what it says. */
    private static final class Evil extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new SecurityException("on purpose");
        }

        @Override
        public String toString() {
            throw new SecurityException("on purpose");
        }
    }

    @Test
    void anExceptionThatThrowsWhenItIsAsked_isStillTheTools() {
        SkillTool tool = call -> {
            throw new Evil();
        };
        ToolCall call = new ToolCall("evil_try", Map.of(), new Caller(Caller.Kind.ADMINISTRATOR, "test"));

        assertThatThrownBy(() -> ToolAnswer.to(tool, call)).isInstanceOf(ToolAnswer.Broken.class);
    }
}
