package net.chingtech.ctos.sign;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillVersion;

/**
 * A skill JAR for tests, as the kit makes them, with room to make it wrong: {@code TestSkill.of("net.example.hello",
 * "1.0.0").header("Fragment-Host", "x").jar(file)}. Each wither returns this builder.
 */
public final class TestSkill {

    private static final LocalDateTime ALWAYS = LocalDateTime.of(2026, 3, 1, 12, 0);

    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private TestSkill(String id, String version) {
        json.put("id", id);
        json.put("version", version);
        json.put("name", "Test skill");
        json.put("summary", "A skill for tests");
        json.put("author", Map.of("name", "Tester"));
        json.put("license", "Apache-2.0");
        String bundleVersion = SkillVersion.of(version).bundleVersion();
        headers.put("Manifest-Version", "1.0");
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", id);
        headers.put("Bundle-Version", bundleVersion);
        headers.put("Bundle-Name", "Test skill");
        headers.put("Bundle-License", "Apache-2.0");
        headers.put(
                "Import-Package",
                "net.chingtech.ctos.skill;version=\"[1.0,2)\",org.osgi.service.component;version=\"[1.5,2)\"");
        headers.put("Service-Component", "OSGI-INF/tool.xml");
        headers.put(
                "Require-Capability",
                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\",osgi.extender;"
                        + "filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0)(!(version>=2.0.0)))\"");
        headers.put(
                "Provide-Capability", "ctos.skill;ctos.skill=\"" + id + "\";version:Version=\"" + bundleVersion + "\"");
        files.put("OSGI-INF/tool.xml", bytes("<component/>"));
        files.put("OSGI-INF/permissions.perm", bytes("(java.util.PropertyPermission \"java.version\" \"read\")\n"));
        files.put("SKILL.md", bytes("# Test skill\n"));
        files.put("icon.svg", bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
    }

    public static TestSkill of(String id, String version) {
        return new TestSkill(id, version);
    }

    /** Sets a key of manifest.json; null takes it away. */
    public TestSkill json(String key, Object value) {
        return set(json, key, value);
    }

    /** Sets a header of the OSGi manifest; null takes it away. */
    public TestSkill header(String name, String value) {
        return set(headers, name, value);
    }

    /** Adds to a header, after a comma. */
    public TestSkill headerToo(String name, String clause) {
        return header(name, headers.containsKey(name) ? headers.get(name) + "," + clause : clause);
    }

    /** Sets a file; null takes it away. */
    public TestSkill file(String path, byte[] content) {
        return set(files, path, content);
    }

    public TestSkill file(String path, String content) {
        return file(path, bytes(content));
    }

    /** Writes the unsigned JAR. */
    public Path jar(Path target) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        headers.forEach(main::putValue);
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(entry("META-INF/"));
            jar.putNextEntry(entry(JarFile.MANIFEST_NAME));
            manifest.write(jar);
            if (!json.isEmpty()) {
                put(jar, "manifest.json", Json.writePretty(json));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(jar, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    /** The same content makes the same bytes, whenever it is written. */
    static JarEntry entry(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(ALWAYS);
        return entry;
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(entry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private <T> TestSkill set(Map<String, T> map, String key, T value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
        return this;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
