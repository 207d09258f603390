package net.chingtech.ctos.clawhub.wrap;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The classes that go into each JAR, to run what is in it. */
final class ScriptClasses {

    static final String PACKAGE = "net.chingtech.clawhub.script";

    /** By name, since a bundle's folders cannot be listed everywhere; a test holds this to what there is. */
    static final List<String> NAMES = List.of(
            "Captured",
            "GuideTool",
            "GuideTool$Part",
            "HiddenSigns",
            "JsonWriter",
            "Runs",
            "ScriptAnswer",
            "ScriptRun",
            "ScriptSettings",
            "ScriptTool",
            "ScriptVariables",
            "SignKinds",
            "SkillFiles",
            "SkillFiles$Entry",
            "SkillFolder");

    private ScriptClasses() {}

    /** By their place in a JAR. */
    static SortedMap<String, byte[]> read() throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (String name : NAMES) {
            String path = PACKAGE.replace('.', '/') + "/" + name + ".class";
            try (InputStream in = ScriptClasses.class.getResourceAsStream("/" + path)) {
                if (in == null) {
                    throw new IOException(path + " is not in this bundle");
                }
                classes.put(path, in.readAllBytes());
            }
        }
        return classes;
    }
}
