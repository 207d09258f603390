package net.chingtech.ctos.bnd;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import net.chingtech.ctos.bnd.internal.Entries;
import net.chingtech.ctos.skill.SkillTool;

/** A real bnd build of a small skill, as the Maven plug-in does it. */
final class SkillBuild implements AutoCloseable {

    static final String MANIFEST = """
            {"id": "net.example.shop", "version": "1.4.0-beta.2", "name": "Shop", "summary": "Tells \\"prices\\"",
             "author": {"name": "Example"}, "license": "MIT", "icon": "icon.svg", "exports": ["shop_price"],
             "permissions": ["db:read:sales"], "optional_permissions": ["skill:call:net.example.stock"],
             "dependencies": {"net.example.stock": "^2.0.0"}}""";

    private static final String SCHEMA = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "properties": {"article": {"type": "string"}}, "required": ["article"]}""";

    final Map<String, String> entries = new TreeMap<>();
    private final Builder builder = new Builder();
    private Jar jar;

    SkillBuild() throws Exception {
        entries.put("manifest.json", MANIFEST);
        entries.put("icon.svg", "<svg/>");
        entries.put("OSGI-INF/tools/shop_price.json", SCHEMA);
        builder.setProperty("-plugin.skill", SkillPlugin.class.getName());
        builder.setProperty("-noimportjava", "true");
        builder.setProperty("-reproducible", "true");
        builder.setProperty("-removeheaders", "Private-Package,Created-By,Tool");
        builder.addClasspath(codeOf(SkillTool.class));
    }

    SkillBuild with(String path, String content) {
        entries.put(path, content);
        return this;
    }

    SkillBuild without(String path) {
        entries.remove(path);
        return this;
    }

    SkillBuild header(String name, String value) {
        builder.setProperty(name, value);
        return this;
    }

    SkillBuild run() throws Exception {
        Jar classes = new Jar("classes");
        File folder = codeOf(SkillBuild.class);
        for (String name : List.of(
                "net/example/shop/PriceTool.class",
                "net/example/shop/PriceMigration.class",
                "net/example/shop/package-info.class")) {
            classes.putResource(name, new FileResource(new File(folder, name)));
        }
        entries.forEach((path, content) ->
                classes.putResource(path, new EmbeddedResource(content.getBytes(StandardCharsets.UTF_8), 0L)));
        builder.setJar(classes);
        jar = builder.build();
        return this;
    }

    List<String> errors() {
        return builder.getErrors();
    }

    List<String> warnings() {
        return builder.getWarnings();
    }

    Attributes headers() throws Exception {
        return jar.getManifest().getMainAttributes();
    }

    String text(String path) throws Exception {
        return Entries.text(jar, path);
    }

    byte[] bytes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        jar.write(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws Exception {
        builder.close();
    }

    private static File codeOf(Class<?> type) throws Exception {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
