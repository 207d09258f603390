package net.chingtech.ctos.clawhub.wrap;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.folder.Visible;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * The OSGi manifest of a legacy skill: bnd finds out what its classes import. It is given the classes and the descriptions of
 * tools only, and no text of the skill, which it would take for macros.
 */
final class BundleHeaders {

    private static final Map<String, String> INSTRUCTIONS = Map.ofEntries(
            Map.entry("Import-Package", "net.chingtech.ctos.skill;version=\"[1.0,2)\",*"),
            Map.entry("Private-Package", ScriptClasses.PACKAGE),
            Map.entry("Service-Component", Components.PATH),
            Map.entry(
                    "Provide-Capability",
                    "osgi.service;objectClass:List<String>=\"net.chingtech.ctos.skill.SkillTool\""),
            Map.entry(
                    "Require-Capability",
                    "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\""),
            Map.entry("-noimportjava", "true"),
            Map.entry("-noextraheaders", "true"),
            Map.entry("-reproducible", "true"),
            Map.entry("-dsannotations", "!*"),
            Map.entry("-contract", "!*"),
            Map.entry("-removeheaders", "Private-Package,Created-By,Tool,Bnd-LastModified"));

    private final SkillManifest skill;

    BundleHeaders(SkillManifest skill) {
        this.skill = skill;
    }

    /** @throws ProvisioningException {@code legacy_wrap_failed} when what came out is no skill */
    Manifest make(SortedMap<String, byte[]> classesAndComponents) throws Exception {
        try (Analyzer analyzer = new Analyzer(new Jar(skill.id().value()))) {
            classesAndComponents.forEach(
                    (path, bytes) -> analyzer.getJar().putResource(path, new EmbeddedResource(bytes, 0L)));
            analyzer.setProperty("Bundle-SymbolicName", skill.id().value());
            analyzer.setProperty("Bundle-Version", skill.version().bundleVersion());
            INSTRUCTIONS.forEach(analyzer::setProperty);
            Manifest manifest = analyzer.calcManifest();
            if (!analyzer.getErrors().isEmpty()) {
                throw failed(String.join("; ", analyzer.getErrors()));
            }
            say(manifest.getMainAttributes());
            return checked(manifest);
        }
    }

    /** As the kit does, past bnd's macros. */
    private void say(Attributes main) {
        main.putValue("Bundle-Name", Visible.line(skill.name(), 60));
        main.putValue("Bundle-Description", Visible.line(skill.summary(), 200));
        main.putValue("Bundle-Vendor", Visible.line(skill.author().name(), 100));
        main.putValue("Bundle-License", Visible.line(skill.license(), 100));
        main.putValue("Provide-Capability", main.getValue("Provide-Capability") + "," + SkillHeaders.capability(skill));
    }

    private Manifest checked(Manifest manifest) throws ProvisioningException {
        Map<String, String> headers = new TreeMap<>();
        manifest.getMainAttributes().forEach((name, value) -> headers.put(name.toString(), value.toString()));
        List<Violation> violations = SkillHeaders.check(headers, skill);
        if (!violations.isEmpty()) {
            throw failed(violations.get(0).toString());
        }
        return manifest;
    }

    static byte[] bytes(Manifest manifest) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Jar.writeManifest(manifest, bytes);
        return bytes.toByteArray();
    }

    /** The clauses of a header of the bytes that were written, as a reader sees them. */
    static List<String> clauses(byte[] manifest, String header) throws Exception {
        Manifest read = new Manifest(new java.io.ByteArrayInputStream(manifest));
        return clauses(read.getMainAttributes().getValue(header));
    }

    private static List<String> clauses(String header) throws FormatException {
        return HeaderClause.parse(header).stream().map(HeaderClause::text).toList();
    }

    static ProvisioningException failed(String why) {
        return LegacyProblem.unfit(
                "legacy_wrap_failed",
                "The skill could not be made into a bundle: " + LegacyProblem.shown(why) + ".",
                "Tell who maintains this container; take another version meanwhile.");
    }
}
