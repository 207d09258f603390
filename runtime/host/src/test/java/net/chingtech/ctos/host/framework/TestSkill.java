package net.chingtech.ctos.host.framework;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.StagedSkill;

/** Builds skill JARs out of the packages {@code org.example.*} of the tests, as the kit does. */
public final class TestSkill {

    private final String name;
    private String version = "1.0.0";
    private String permissions = "";
    private String optional = "";
    private String exports = "";
    private String imports = "*";
    private int timeoutMs = 60_000;
    private final Map<String, String> entries = new TreeMap<>();

    private TestSkill(String name) {
        this.name = name;
    }

    /** The skill {@code org.example.NAME}. */
    public static TestSkill of(String name) {
        return new TestSkill(name);
    }

    public TestSkill version(String other) {
        version = other;
        return this;
    }

    public TestSkill permissions(String... names) {
        permissions = quoted(names);
        return this;
    }

    public TestSkill optional(String... names) {
        optional = quoted(names);
        return this;
    }

    public TestSkill exports(String... tools) {
        exports = quoted(tools);
        return this;
    }

    public TestSkill imports(String header) {
        imports = header;
        return this;
    }

    /** For skills whose start is to fail by waiting. */
    public TestSkill impatient() {
        timeoutMs = 4_000;
        return this;
    }

    public TestSkill entry(String path, String text) {
        entries.put(path, text);
        return this;
    }

    private static String quoted(String... words) {
        return Arrays.stream(words).map(w -> '"' + w + '"').collect(Collectors.joining(","));
    }

    public StagedSkill stage(Path folder) throws Exception {
        String id = "org.example." + name;
        String manifest = """
                {"id":"%s","version":"%s","name":"N","summary":"S","author":{"name":"A"},"license":"Apache-2.0",
                 "permissions":[%s],"optional_permissions":[%s],"exports":[%s],"health":{"timeout_ms":%d}}
                """.formatted(id, version, permissions, optional, exports, timeoutMs);
        Path file = folder.resolve(name + "-" + version + ".jar");
        try (Builder builder = new Builder()) {
            builder.addClasspath(new File(TestSkill.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
                builder.addClasspath(new File(path));
            }
            builder.setBundleSymbolicName(id);
            builder.setBundleVersion(version);
            builder.setProperty("Private-Package", id);
            builder.setProperty("Import-Package", imports);
            builder.setProperty("-noimportjava", "true");
            builder.setProperty("Provide-Capability", "ctos.skill;ctos.skill=\"" + id + "\"");
            Jar jar = builder.build();
            jar.putResource("manifest.json", new EmbeddedResource(manifest, 0));
            entries.forEach((path, text) -> jar.putResource(path, new EmbeddedResource(text, 0)));
            if (!builder.getErrors().isEmpty()) {
                throw new IllegalStateException(builder.getErrors().toString());
            }
            jar.write(file.toFile());
        }
        return new StagedSkill(
                SkillManifest.read(manifest.getBytes(StandardCharsets.UTF_8)),
                Digests.sha256Hex(Files.readAllBytes(file)),
                file,
                Tier.OFFICIAL);
    }
}
