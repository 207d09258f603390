package org.example.settled;

import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Shows the settings that its component got, as the types that it wants them to be. */
@Component(
        property = {
            SkillTool.NAME + "=settled_show",
            SkillTool.DESCRIPTION + "=Shows its settings",
            SkillTool.INPUT_SCHEMA + "={\"type\":\"object\"}"
        })
public final class ShowTool implements SkillTool {

    /** Settings with defaults. */
    @interface Config {
        String greeting() default "Hello";

        int times() default 1;

        long large() default 2;

        boolean loud() default false;

        double rate() default 0.5;

        String[] names() default {};

        int[] sizes() default {};

        String _secret() default "";
    }

    private final Config config;

    @Activate
    public ShowTool(Config config) {
        this.config = config;
    }

    @Override
    public ToolResult call(ToolCall call) {
        return new ToolResult(Map.of(
                "greeting", config.greeting(),
                "times", config.times(),
                "large", config.large(),
                "loud", config.loud(),
                "rate", config.rate(),
                "names", List.of(config.names()),
                "sizes", java.util.Arrays.stream(config.sizes()).boxed().toList(),
                "secret", config._secret()));
    }
}
