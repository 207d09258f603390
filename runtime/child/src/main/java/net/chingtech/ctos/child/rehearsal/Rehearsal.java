package net.chingtech.ctos.child.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.Skills;

/** The JAR of a skill with one tool, {@value #TOOL}, made out of the process's own classes. */
public final class Rehearsal {

    public static final String ID = "net.chingtech.ctos.child.rehearsal";
    public static final String TOOL = "rehearse";

    private static final String COMPONENT = "OSGI-INF/tool.xml";
    private static final List<Class<?>> GATEWAYS = List.of(SkillContext.class, Data.class, Skills.class, Http.class);
    private static final String COMPONENT_XML = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="tool" init="4">
              <implementation class="%s.RehearsalTool"/>
              <property name="tool.name" value="%s"/>
              <property name="tool.description" value="Uses everything that a skill has"/>
              <property name="tool.input_schema" value="{}"/>
              <service><provide interface="net.chingtech.ctos.skill.SkillTool"/></service>
              %s
            </scr:component>
            """;

    private Rehearsal() {}

    /** What it needs, of the same kinds as a skill's. */
    public static List<List<String>> rights() {
        String service = "org.osgi.framework.ServicePermission";
        Stream<List<String>> gateways = GATEWAYS.stream().map(type -> List.of(service, type.getName(), "get"));
        return Stream.concat(
                        gateways,
                        Stream.of(
                                List.of(service, "org.osgi.service.condition.Condition", "get"),
                                List.of(service, "net.chingtech.ctos.skill.SkillTool", "register"),
                                List.of("org.osgi.framework.PackagePermission", "net.chingtech.ctos.skill", "import"),
                                List.of("org.osgi.framework.CapabilityPermission", "osgi.extender", "require")))
                .toList();
    }

    /** Writes the JAR. */
    public static void write(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        Map.of(
                        "Manifest-Version", "1.0",
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", ID,
                        "Bundle-Version", "1.0.0",
                        "Import-Package", "net.chingtech.ctos.skill;version=\"[1.0,2)\"",
                        "Service-Component", COMPONENT,
                        "Require-Capability", "osgi.extender;filter:=\"(osgi.extender=osgi.component)\"")
                .forEach(main::putValue);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            put(jar, COMPONENT, component().getBytes(StandardCharsets.UTF_8));
            for (String name : List.of("RehearsalTool", "RehearsalTool$Use")) {
                String path = ID.replace('.', '/') + "/" + name + ".class";
                try (InputStream in = Rehearsal.class.getClassLoader().getResourceAsStream(path)) {
                    put(jar, path, in.readAllBytes());
                }
            }
        }
    }

    private static String component() {
        StringBuilder references = new StringBuilder();
        for (int i = 0; i < GATEWAYS.size(); i++) {
            references
                    .append("<reference name=\"r")
                    .append(i)
                    .append("\" parameter=\"")
                    .append(i)
                    .append("\" interface=\"")
                    .append(GATEWAYS.get(i).getName())
                    .append("\"/>");
        }
        return COMPONENT_XML.formatted(ID, TOOL, references);
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
