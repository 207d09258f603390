package net.chingtech.ctos.bnd.internal;

import aQute.bnd.osgi.Jar;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Violation;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads the tools and the migrations out of the descriptions that Declarative Services made of a skill's components. */
public final class ComponentReader {

    private static final String TOOL = "net.chingtech.ctos.skill.SkillTool";
    private static final String MIGRATION = "net.chingtech.ctos.skill.SkillMigration";
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,64}");

    private final Jar jar;
    private final String header;
    private final SkillId skill;
    private final Set<String> migrations = new TreeSet<>();
    private final List<Violation> violations = new ArrayList<>();

    /** @param header the bundle's Service-Component header */
    public ComponentReader(Jar jar, String header, SkillId skill) {
        this.jar = jar;
        this.header = header;
        this.skill = skill;
    }

    /** The tools by name; what is not right is among the {@link #violations}. */
    public List<DeclaredTool> tools() throws Exception {
        List<DeclaredTool> tools = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String path : header.split("\\s*,\\s*")) {
            String description = path.isEmpty() ? null : Entries.text(jar, path);
            if (description != null) {
                for (Element component : components(description)) {
                    violations.addAll(Configurations.check(path, component, skill));
                    if (offers(component, MIGRATION)) {
                        migration(path, properties(component));
                    }
                    DeclaredTool tool = offers(component, TOOL) ? tool(path, properties(component)) : null;
                    if (tool != null && !names.add(tool.name())) {
                        violations.add(new Violation(path + " tool.name", "each tool name once", tool.name()));
                    } else if (tool != null) {
                        tools.add(tool);
                    }
                }
            }
        }
        tools.sort(Comparator.comparing(DeclaredTool::name));
        return tools;
    }

    /** The names of its {@code SkillMigration} services; after {@link #tools}. */
    public Set<String> migrations() {
        return migrations;
    }

    public List<Violation> violations() {
        return violations;
    }

    private static List<Element> components(String description) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        return elements(factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(description)))
                .getElementsByTagNameNS("*", "component"));
    }

    static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static boolean offers(Element component, String type) {
        return elements(component.getElementsByTagNameNS("*", "provide")).stream()
                .anyMatch(provide -> type.equals(provide.getAttribute("interface")));
    }

    private static Map<String, String> properties(Element component) {
        Map<String, String> properties = new HashMap<>();
        for (Element property : elements(component.getElementsByTagNameNS("*", "property"))) {
            String value = property.hasAttribute("value") ? property.getAttribute("value") : property.getTextContent();
            properties.put(property.getAttribute("name"), value.strip());
        }
        return properties;
    }

    private void migration(String path, Map<String, String> properties) {
        String name = properties.getOrDefault("migration.name", "");
        if (name.isEmpty() || !migrations.add(name)) {
            violations.add(new Violation(
                    path + " migration.name", "a name for each migration, each name once", orNothing(name)));
        }
    }

    private DeclaredTool tool(String path, Map<String, String> properties) throws Exception {
        String name = properties.getOrDefault("tool.name", "");
        String description = properties.getOrDefault("tool.description", "");
        String schema = schema(path, properties.getOrDefault("tool.input_schema", ""));
        if (!NAME.matcher(name).matches()) {
            violations.add(new Violation(path + " tool.name", "1 to 64 of a-z, 0-9 and _", orNothing(name)));
            return null;
        }
        if (description.isBlank() || description.length() > LONGEST_DESCRIPTION) {
            violations.add(new Violation(
                    path + " tool.description",
                    "what " + name + " does, in at most " + LONGEST_DESCRIPTION + " characters",
                    orNothing(description)));
        }
        return schema == null ? null : new DeclaredTool(name, description, schema);
    }

    /** The schema is written out in the property, or the property holds its path in the JAR. */
    private String schema(String path, String value) throws Exception {
        boolean inline = value.startsWith("{");
        String place = inline || value.isEmpty() ? path + " tool.input_schema" : value;
        String text = inline ? value : Entries.text(jar, value);
        if (text == null) {
            violations.add(new Violation(place, "a JSON Schema, or the path of one in the JAR", "nothing"));
            return null;
        }
        try {
            JsonNode schema = Json.readTree(text.getBytes(StandardCharsets.UTF_8));
            if (!schema.path("type").asText().equals("object")) {
                violations.add(new Violation(
                        place + " $.type", "\"object\"", schema.path("type").toString()));
            }
            if (schema.has("$schema") && !schema.get("$schema").asText().equals(DIALECT)) {
                violations.add(new Violation(
                        place + " $.$schema", DIALECT, schema.get("$schema").toString()));
            }
            return new String(Json.writePretty(schema), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .strip();
        } catch (FormatException e) {
            e.violations().forEach(v -> violations.add(new Violation(place + " " + v.path(), v.expected(), v.found())));
            return null;
        }
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "nothing" : text;
    }
}
