package net.chingtech.ctos.skill;

/**
 * Who calls a tool.
 *
 * @param kind what the caller is
 * @param name a user's name, a token's name, or a skill's id
 */
public record Caller(Kind kind, String name) {

    /** The kinds of callers. */
    public enum Kind {
        /** A person in the web console or at the command line. */
        ADMINISTRATOR,
        /** An agent over MCP. */
        AGENT,
        /** Another skill. */
        SKILL
    }

    public boolean isSkill() {
        return kind == Kind.SKILL;
    }
}
