package net.chingtech.clawhub.script;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The tools of a wrapped JAR, made of its own classes as its description says; no framework. */
final class WrappedSkill implements AutoCloseable {

    private final URLClassLoader classes;
    private final Map<String, SkillTool> tools = new LinkedHashMap<>();

    private WrappedSkill(URLClassLoader classes) {
        this.classes = classes;
    }

    static WrappedSkill open(Path jar, FakeContext context) throws Exception {
        Files.createDirectories(context.dataFolder());
        if (context.temp() != null) {
            Files.createDirectories(context.temp());
        }
        WrappedSkill skill = new WrappedSkill(new OwnFirst(jar.toUri().toURL()));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        NodeList components = factory.newDocumentBuilder()
                .parse(skill.classes.getResourceAsStream("OSGI-INF/legacy.xml"))
                .getElementsByTagNameNS("*", "component");
        for (int i = 0; i < components.getLength(); i++) {
            skill.add((Element) components.item(i), context);
        }
        return skill;
    }

    private void add(Element component, SkillContext context) throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>();
        NodeList each = component.getElementsByTagName("property");
        for (int i = 0; i < each.getLength(); i++) {
            Element property = (Element) each.item(i);
            Object value = property.hasAttribute("value")
                    ? property.getAttribute("value")
                    : property.getTextContent().strip().split("\\s+");
            properties.put(property.getAttribute("name"), value);
        }
        String type =
                ((Element) component.getElementsByTagName("implementation").item(0)).getAttribute("class");
        Constructor<?> constructor = classes.loadClass(type).getConstructors()[0];
        Object tool = constructor.getParameterCount() == 2
                ? constructor.newInstance(context, properties)
                : constructor.newInstance(properties);
        tools.put((String) properties.get("tool.name"), (SkillTool) tool);
    }

    Map<String, SkillTool> tools() {
        return tools;
    }

    ToolResult call(String tool, Map<String, Object> input) throws ToolException {
        return tools.get(tool).call(new ToolCall(tool, input, new Caller(Caller.Kind.AGENT, "test")));
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    /** What is in the JAR comes from the JAR, as in a bundle. */
    private static final class OwnFirst extends URLClassLoader {

        OwnFirst(URL jar) {
            super(new URL[] {jar}, WrappedSkill.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("net.chingtech.clawhub.script.") && findLoadedClass(name) == null) {
                    return findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }

        @Override
        public URL getResource(String name) {
            return findResource(name);
        }
    }
}
