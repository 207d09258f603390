package net.chingtech.ctos.itest.updates;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.chingtech.bench.KeepingTool;
import net.chingtech.bench.WorkTool;

/**
 * A skill of one tool, as the kit would build it.
 *
 * @param name the last part of its id, of lower-case letters and digits
 * @param keeps whether it has data, so that two versions must not run at once
 */
public record GeneratedSkill(String name, boolean keeps) {

    public String id() {
        return "net.chingtech.bench." + name;
    }

    public String tool() {
        return "bench_" + name;
    }

    /** Writes a release, not signed. */
    public Path jar(Path folder, String version) throws IOException {
        Path file = folder.resolve(name + "-" + version + ".jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            put(jar, JarFile.MANIFEST_NAME, headers(version));
            put(jar, "manifest.json", manifest(version));
            put(jar, "OSGI-INF/tool.xml", component());
            put(jar, "OSGI-INF/permissions.perm", "(java.util.PropertyPermission \"java.version\" \"read\")\n");
            put(jar, "SKILL.md", "# " + name + "\n");
            put(jar, "icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
            for (Class<?> type : List.of(WorkTool.class, KeepingTool.class)) {
                String path = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return file;
    }

    private static void put(JarOutputStream jar, String path, String text) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }

    private String headers(String version) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Bundle-ManifestVersion", "2",
                "Bundle-SymbolicName", id(),
                "Bundle-Version", version,
                "Bundle-Name", name,
                "Bundle-License", "Apache-2.0",
                "Import-Package", "net.chingtech.ctos.skill;version=\"[1.0,2)\"",
                "Service-Component", "OSGI-INF/tool.xml",
                "Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"",
                "Provide-Capability", "ctos.skill;ctos.skill=\"" + id() + "\";version:Version=\"" + version + "\""));
        StringBuilder text = new StringBuilder("Manifest-Version: 1.0\r\n");
        headers.forEach((header, value) -> {
            // No line of a manifest is longer than 72 bytes.
            String line = header + ": " + value;
            for (int at = 0; at < line.length(); at += 70) {
                text.append(at == 0 ? "" : " ")
                        .append(line, at, Math.min(line.length(), at + 70))
                        .append("\r\n");
            }
        });
        return text.append("\r\n").toString();
    }

    private String manifest(String version) {
        return """
                {"id":"%s","version":"%s","name":"%s","summary":"Generated","author":{"name":"Ching Tech"},
                 "license":"Apache-2.0","channel":"stable","side_by_side":%s,"health":{"timeout_ms":30000}}
                """.formatted(id(), version, name, !keeps);
    }

    private String component() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s.Tool" init="1" deactivate="stop">
                  <property name="tool.name" type="String" value="%s"/>
                  <property name="tool.description" type="String" value="Works a moment"/>
                  <property name="tool.input_schema" type="String" value="{&quot;type&quot;:&quot;object&quot;}"/>
                  <service>
                    <provide interface="net.chingtech.ctos.skill.SkillTool"/>
                  </service>
                  <reference name="context" interface="net.chingtech.ctos.skill.SkillContext" parameter="0"/>
                  <implementation class="%s"/>
                </scr:component>
                """.formatted(id(), tool(), (keeps ? KeepingTool.class : WorkTool.class).getName());
    }
}
