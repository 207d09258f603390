package net.chingtech.ctos.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.AnalyzerPlugin;
import aQute.bnd.service.ManifestPlugin;
import aQute.bnd.service.verifier.VerifierPlugin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import net.chingtech.ctos.bnd.internal.ComponentReader;
import net.chingtech.ctos.bnd.internal.DeclaredTool;
import net.chingtech.ctos.bnd.internal.Entries;
import net.chingtech.ctos.bnd.internal.Settings;
import net.chingtech.ctos.bnd.internal.SkillMarkdown;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.LocalPermissions;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Violation;

/**
 * Makes a skill of a bundle. In bnd's terms: {@code -plugin.skill: net.chingtech.ctos.bnd.SkillPlugin}. Every violation
 * is an error of the build, a line each.
 */
public final class SkillPlugin implements AnalyzerPlugin, ManifestPlugin, VerifierPlugin {

    private static final String MARKDOWN = "SKILL.md";

    /** What manifest.json says; null when that was not right, and is reported. */
    private SkillManifest manifest;

    /** After bnd's own plug-ins: Declarative Services has written its descriptions by then. */
    @Override
    public int ordering() {
        return 1_000;
    }

    /** Reads manifest.json and puts what follows from it into the JAR. */
    @Override
    public boolean analyzeJar(Analyzer analyzer) throws Exception {
        Jar jar = analyzer.getJar();
        manifest = read(analyzer, jar);
        if (manifest == null) {
            return false;
        }
        ComponentReader components =
                new ComponentReader(jar, analyzer.getProperty(Constants.SERVICE_COMPONENT, ""), manifest.id());
        List<DeclaredTool> tools = components.tools();
        Set<String> packages = packages(analyzer);
        report(analyzer, "", components.violations());
        report(analyzer, "", Entries.check(jar, packages));
        report(analyzer, "", Settings.check(jar, manifest.id()));
        report(
                analyzer,
                SkillManifest.PATH + " ",
                Entries.checkReferences(jar, manifest, tools, components.migrations()));
        put(jar, LocalPermissions.PATH, LocalPermissions.of(manifest, packages));
        if (SkillMarkdown.isMade(Entries.text(jar, MARKDOWN))) {
            put(jar, MARKDOWN, SkillMarkdown.of(manifest, tools));
        }
        return false;
    }

    /** Writes the headers past bnd's macros: a text of the author's is never expanded. */
    @Override
    public void mainSet(Analyzer analyzer, Manifest bundle) {
        if (manifest == null) {
            return;
        }
        Attributes main = bundle.getMainAttributes();
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, manifest.id().value());
        main.putValue(Constants.BUNDLE_VERSION, manifest.version().bundleVersion());
        main.putValue(Constants.BUNDLE_NAME, oneLine(manifest.name()));
        main.putValue(Constants.BUNDLE_DESCRIPTION, oneLine(manifest.summary()));
        main.putValue(Constants.BUNDLE_VENDOR, oneLine(manifest.author().name()));
        main.putValue(Constants.BUNDLE_LICENSE, oneLine(manifest.license()));
        add(main, Constants.PROVIDE_CAPABILITY, SkillHeaders.capability(manifest));
        manifest.dependencies()
                .forEach((id, range) -> add(main, Constants.REQUIRE_CAPABILITY, SkillHeaders.requirement(id, range)));
    }

    /** Looks at the finished headers, whoever wrote them. */
    @Override
    public void verify(Analyzer analyzer) throws Exception {
        if (manifest != null) {
            Map<String, String> headers = new TreeMap<>();
            analyzer.getJar()
                    .getManifest()
                    .getMainAttributes()
                    .forEach((name, value) -> headers.put(name.toString(), value.toString()));
            report(analyzer, "", SkillHeaders.check(headers, manifest));
        }
    }

    private static SkillManifest read(Analyzer analyzer, Jar jar) throws Exception {
        byte[] json = Entries.bytes(jar, SkillManifest.PATH);
        if (json == null) {
            analyzer.error("%s: expected in src/main/resources, found nothing", SkillManifest.PATH);
            return null;
        }
        try {
            return SkillManifest.read(json);
        } catch (FormatException e) {
            report(analyzer, SkillManifest.PATH + " ", e.violations());
            return null;
        }
    }

    private static Set<String> packages(Analyzer analyzer) {
        Set<String> packages = new TreeSet<>();
        analyzer.getClassspace()
                .keySet()
                .forEach(type -> packages.add(type.getPackageRef().getFQN()));
        return packages;
    }

    private static void add(Attributes main, String header, String clause) {
        String before = main.getValue(header);
        main.putValue(header, before == null ? clause : before + "," + clause);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static void put(Jar jar, String path, String text) {
        // The time is fixed, so that the same input gives the same bytes.
        jar.putResource(path, new EmbeddedResource(text.getBytes(StandardCharsets.UTF_8), 0L));
    }

    private static void report(Analyzer analyzer, String prefix, List<Violation> violations) {
        violations.forEach(violation -> analyzer.error("%s%s", prefix, violation));
    }
}
