package net.chingtech.ctos.clawhub.wrap;

import java.util.List;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.Visible;
import net.chingtech.ctos.format.SkillId;

/** The description for Declarative Services of a legacy skill's tools: one for each script, and the guide. */
final class Components {

    /** Where it is in the JAR. */
    static final String PATH = "OSGI-INF/legacy.xml";

    private static final int LONGEST = 600;
    private static final String SCRIPT_SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"args\":{\"type\":\"array\",\"items\":"
                    + "{\"type\":\"string\",\"maxLength\":30000},\"maxItems\":100,\"description\":\"The arguments of its command line.\"},"
                    + "\"input\":{\"description\":\"What it reads from its standard input: a text as it is, anything else as JSON.\"}},"
                    + "\"additionalProperties\":false}";
    private static final String GUIDE_SCHEMA = "{\"type\":\"object\",\"properties\":{\"file\":{\"type\":\"string\","
            + "\"description\":\"A text of the skill; SKILL.md when it is left out.\"},\"from\":{\"type\":\"integer\",\"minimum\":0,"
            + "\"description\":\"Where to go on in a long text: next of the answer before.\"}},\"additionalProperties\":false}";

    private final SkillId id;
    private final String skill;
    private final String kind;
    private final List<String> variables;
    private final StringBuilder xml = new StringBuilder();

    Components(Naming naming, List<String> variables) {
        this.id = naming.id();
        this.skill = Visible.line(naming.called(), 100);
        this.kind = naming.kind();
        this.variables = variables;
    }

    String write(String guide, LegacyFile skillText, String summary, List<Script> scripts) {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<components xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\">\n");
        begin(guide, "GuideTool", 1);
        tool(
                guide,
                about("How to use the " + kind + " " + skill + ", in its author's words: " + summary),
                GUIDE_SCHEMA);
        property("guide.path", skillText.path());
        end();
        for (Script script : scripts) {
            begin(script.tool(), "ScriptTool", 2);
            tool(script.tool(), about(describe(script)), SCRIPT_SCHEMA);
            property("script.skill", skill);
            property("script.path", script.file().path());
            property("script.program", script.program());
            variables();
            xml.append(
                    "    <reference name=\"context\" interface=\"net.chingtech.ctos.skill.SkillContext\" parameter=\"0\"/>\n");
            end();
        }
        return xml.append("</components>\n").toString();
    }

    private String describe(Script script) {
        return "Runs " + script.file().path() + " of the " + kind + " " + skill + " with " + script.program() + ". See "
                + "its guide for what it takes.";
    }

    private static String about(String text) {
        return Visible.line(text, LONGEST);
    }

    private void begin(String tool, String type, int parameters) {
        // Its name begins with the skill's id and no configuration is asked for: it can be given nobody else's.
        xml.append("  <scr:component name=\"")
                .append(id)
                .append('.')
                .append(tool)
                .append("\" init=\"")
                .append(parameters);
        xml.append("\" configuration-policy=\"ignore\">\n");
        xml.append("    <implementation class=\"")
                .append(ScriptClasses.PACKAGE)
                .append('.')
                .append(type)
                .append("\"/>\n");
        xml.append("    <service><provide interface=\"net.chingtech.ctos.skill.SkillTool\"/></service>\n");
    }

    private void tool(String name, String description, String schema) {
        property("tool.name", name);
        property("tool.description", description);
        property("tool.input_schema", schema);
    }

    private void property(String name, String value) {
        xml.append("    <property name=\"")
                .append(name)
                .append("\" type=\"String\" value=\"")
                .append(escaped(value));
        xml.append("\"/>\n");
    }

    private void variables() {
        if (!variables.isEmpty()) {
            // In the element's body they are a list, also when there is one.
            xml.append("    <property name=\"script.variables\" type=\"String\">\n");
            xml.append(String.join("\n", variables)).append("\n</property>\n");
        }
    }

    private void end() {
        xml.append("  </scr:component>\n");
    }

    /** A character that no XML can have would make all of it unreadable, so the skill is given up instead. */
    private static String escaped(String text) {
        boolean fits = text.codePoints()
                .allMatch(c -> c == '\t' || c >= ' ' && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff);
        if (!fits) {
            throw new IllegalArgumentException("a character that XML cannot have");
        }
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\t", "&#9;");
    }
}
