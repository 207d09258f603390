package net.chingtech.ctos.host.internal.start;

import java.util.regex.Pattern;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.host.internal.router.InputSchema;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.skill.SkillTool;

/** Whether what a skill says of its tools can be shown to people and agents, and inputs be checked by it. */
public final class ToolChecks {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,64}");
    private static final int LONGEST_DESCRIPTION = 4_000;

    private ToolChecks() {}

    /** A tool that is not as it must be; the message says how. */
    public static final class Invalid extends Exception {

        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    /** Refuses a name that is none; the others may speak of the tool by it. */
    public static String name(Object name) throws Invalid {
        if (!(name instanceof String text) || !NAME.matcher(text).matches()) {
            throw new Invalid("a tool's " + SkillTool.NAME + " is not 1 to 64 of a-z, 0-9 and _");
        }
        return text;
    }

    /**
     * A tool as it is shown.
     *
     * @param name checked by {@link #name}
     * @param schema its JSON Schema as text
     */
    public static ToolDescription check(StagedSkill skill, String name, Object description, String schema)
            throws Invalid {
        if (!(description instanceof String text)
                || text.isBlank()
                || PlainText.hides(text)
                || text.length() > LONGEST_DESCRIPTION) {
            throw new Invalid("the tool " + name + " has no " + SkillTool.DESCRIPTION + " of at most "
                    + LONGEST_DESCRIPTION + " characters, none of them invisible");
        }
        try {
            InputSchema.read(schema);
        } catch (InputSchema.Unusable e) {
            throw new Invalid("the input schema of " + name + " cannot be used: " + e.getMessage());
        }
        return new ToolDescription(
                name, text, schema, skill.manifest().exports().contains(name));
    }
}
