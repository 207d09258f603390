package net.chingtech.ctos.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.sign.TestSkill;

/** Files that no skill may hold, or not so. */
final class ContentCases {

    private static final String DESCRIPTION = "OSGI-INF/tool.xml";

    private final List<BadCase> cases = new ArrayList<>();

    static List<BadCase> all() {
        ContentCases cases = new ContentCases();
        cases.places();
        cases.classes();
        cases.components();
        cases.settings();
        cases.named();
        return cases.cases;
    }

    private void places() {
        place("service_loader", "META-INF/services/java.nio.file.spi.FileSystemProvider");
        place("for_newer_java", "META-INF/versions/21/net/chingtech/hello/Tool.class");
        place("index", "META-INF/INDEX.LIST");
        place("spring", "META-INF/spring.factories");
        place("persistence", "META-INF/persistence.xml");
        place("web_fragment", "META-INF/web-fragment.xml");
        place("faces", "META-INF/faces-config.xml");
        place("resources", "META-INF/resources/index.html");
        place("native_image", "META-INF/native-image/x.json");
        place("lower_case", "meta-inf/services/x.Y");
    }

    private void place(String name, String path) {
        add(
                "place." + name,
                "a file that means something to others: `" + path + "`",
                "entry_forbidden",
                Scene.skill().file(path, "x"));
    }

    private void classes() {
        type("newer_java", "for Java 21", "class_too_new", "net/chingtech/hello/Tool.class", 65, 0);
        type("preview", "for a preview of Java", "class_too_new", "net/chingtech/hello/Tool.class", 61, 65535);
        type("our_api", "a copy of the API", "class_reserved", "net/chingtech/ctos/skill/SkillTool.class", 61, 0);
        type("osgi", "a copy of the framework's API", "class_reserved", "org/osgi/framework/Bundle.class", 61, 0);
        type("felix", "a copy of the framework", "class_reserved", "org/apache/felix/framework/Felix.class", 61, 0);
        type("java", "in a package of Java", "class_reserved", "java/lang/Evil.class", 61, 0);
        add(
                "class.text",
                "a class: no class at all",
                "class_malformed",
                Scene.skill().file("net/chingtech/hello/Tool.class", "x"));
        add(
                "class.empty",
                "a class: empty",
                "class_malformed",
                Scene.skill().file("net/chingtech/hello/Tool.class", ""));
    }

    private void type(String name, String what, String code, String path, int major, int minor) {
        add("class." + name, "a class: " + what, code, Scene.skill().file(path, classFile(major, minor)));
    }

    static byte[] classFile(int major, int minor) {
        return new byte[] {
            (byte) 0xca,
            (byte) 0xfe,
            (byte) 0xba,
            (byte) 0xbe,
            (byte) (minor >> 8),
            (byte) minor,
            (byte) (major >> 8),
            (byte) major
        };
    }

    private void components() {
        component(
                "entity",
                "an entity that is a file",
                "component_invalid",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><component>&e;</component>");
        component(
                "dtd",
                "a document type on the network",
                "component_invalid",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><component/>");
        component(
                "laughs",
                "entities that grow without end",
                "component_invalid",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><component>&b;</component>");
        component("unfinished", "unfinished", "component_invalid", "<component>");
        component("empty", "empty", "component_invalid", "");
        component(
                "huge",
                "of 300 KiB",
                "component_invalid",
                "<component name=\"net.chingtech.hello\">" + " x".repeat(150 * 1024) + "</component>");
        component(
                "platform",
                "the configuration of the platform",
                "component_reserved",
                "<component name=\"org.apache.felix.http\"/>");
        component(
                "neighbour",
                "the configuration of a skill whose id begins alike",
                "component_reserved",
                "<component name=\"net.chingtech.hellofriend\"/>");
        component(
                "pid",
                "the configuration of another skill, by its PID",
                "component_reserved",
                "<component name=\"net.chingtech.hello.A\" configuration-pid=\"$ net.chingtech.crm.Tool\"/>");
        component(
                "nameless",
                "the configuration that its class names",
                "component_reserved",
                "<component><implementation class=\"a.b.C\"/></component>");
        component(
                "prefixed",
                "another's configuration, behind a prefix",
                "component_reserved",
                "<x:component xmlns:x=\"urn:x\" name=\"a.b\" configuration-policy=\"optional\"/>");
        component(
                "second",
                "another's configuration, in the second component",
                "component_reserved",
                "<x><component name=\"net.chingtech.hello\"/><component name=\"a.b\"/></x>");
    }

    private void component(String name, String what, String code, String description) {
        add(
                "component." + name,
                "a component description: " + what,
                code,
                Scene.skill().file(DESCRIPTION, description));
    }

    private void settings() {
        String designate = "<Designate pid='net.chingtech.hello'><Object ocdref='o'/></Designate>";
        settings(
                "entity",
                "an entity that is a file",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + metatype("<OCD id='o' name='&e;'/>"));
        settings("dtd", "a document type on the network", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x'>" + metatype(""));
        settings(
                "laughs",
                "entities that grow without end",
                "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + metatype("<OCD id='&b;'/>"));
        settings("unfinished", "unfinished", "<x");
        settings("huge", "of 300 KiB", metatype(" ".repeat(300 * 1024)));
        settings("deep", "100 elements in each other", metatype("<a>".repeat(100) + "</a>".repeat(100)));
        settings("namespace", "of a version that is not known", metatype("").replace("v1.4", "v2.0"));
        settings("reference", "a PID with nothing to set", metatype(designate));
        settings(
                "foreign",
                "the PID of the platform",
                metatype("<OCD id='o'/>" + designate.replace("net.chingtech.hello", "org.apache.felix.http")));
        settings(
                "factory",
                "as many configurations as one likes",
                metatype("<OCD id='o'/>" + designate.replace("pid=", "factoryPid=")));
        settings("type", "a setting of no type", metatype("<OCD id='o'><AD id='a' type='Thing'/></OCD>" + designate));
        settings(
                "twice",
                "a setting twice",
                metatype("<OCD id='o'><AD id='a' type='String'/><AD id='A' type='String'/></OCD>" + designate));
    }

    private void settings(String name, String what, String metatype) {
        add(
                "settings." + name,
                "settings: " + what,
                "settings_unreadable",
                Scene.skill().file("OSGI-INF/metatype/hello.xml", metatype));
    }

    private static String metatype(String body) {
        return "<m:MetaData xmlns:m='http://www.osgi.org/xmlns/metatype/v1.4.0'>" + body + "</m:MetaData>";
    }

    private void named() {
        add(
                "named.icon",
                "names an icon that is not there",
                "file_missing",
                Scene.skill().json("icon", "no.svg"));
        add(
                "named.banner",
                "names a banner that is not there",
                "file_missing",
                Scene.skill().json("banner", "no.svg"));
        add(
                "named.screenshot",
                "names a screenshot that is not there",
                "file_missing",
                Scene.skill().json("screenshots", List.of("no.png")));
        add(
                "named.migration",
                "names a migration that is not there",
                "file_missing",
                Scene.skill().json("migrations", List.of(Map.of("from", "<1.0.0", "script", "migrations/1.sql"))));
    }

    private void add(String name, String what, String code, TestSkill skill) {
        cases.add(new BadCase(name, what, "content", code, scene -> scene.through(skill)));
    }
}
