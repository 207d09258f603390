package net.chingtech.ctos.bnd.internal;

import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillEntries;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Violation;

/** The entries of a skill's JAR: what must be there, and what may not. */
public final class Entries {

    private Entries() {}

    /** An entry, or null when it is not there. */
    public static byte[] bytes(Jar jar, String path) throws Exception {
        Resource resource = jar.getResource(path);
        if (resource == null) {
            return null;
        }
        try (InputStream in = resource.openInputStream()) {
            return in.readAllBytes();
        }
    }

    /** An entry as text, or null when it is not there. */
    public static String text(Jar jar, String path) throws Exception {
        byte[] bytes = bytes(jar, path);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Finds entries and packages that no skill may carry. */
    public static List<Violation> check(Jar jar, Set<String> packages) {
        List<Violation> violations = new ArrayList<>();
        jar.getResources().keySet().stream()
                .filter(path -> !SkillEntries.isPlaceAllowed(path))
                .sorted()
                .forEach(path -> violations.add(new Violation(path, "not to be in a skill", "an entry")));
        packages.stream()
                .filter(SkillEntries::isPlatform)
                .forEach(name -> violations.add(
                        new Violation(name, "no classes of the platform in a skill (scope provided)", "a package")));
        return violations;
    }

    /** Finds what manifest.json names and the JAR does not have. */
    public static List<Violation> checkReferences(
            Jar jar, SkillManifest manifest, List<DeclaredTool> tools, Set<String> migrations) {
        List<Violation> violations = new ArrayList<>();
        exists(jar, "$.icon", manifest.icon(), violations);
        exists(jar, "$.banner", manifest.banner(), violations);
        for (int i = 0; i < manifest.screenshots().size(); i++) {
            exists(jar, "$.screenshots[" + i + "]", manifest.screenshots().get(i), violations);
        }
        for (int i = 0; i < manifest.migrations().size(); i++) {
            SkillManifest.Migration migration = manifest.migrations().get(i);
            exists(jar, "$.migrations[" + i + "].script", migration.script(), violations);
            if (migration.service() != null && !migrations.contains(migration.service())) {
                violations.add(new Violation(
                        "$.migrations[" + i + "].service",
                        "the migration.name of a SkillMigration service of this skill " + migrations,
                        migration.service()));
            }
        }
        List<String> names = tools.stream().map(DeclaredTool::name).toList();
        for (int i = 0; i < manifest.exports().size(); i++) {
            if (!names.contains(manifest.exports().get(i))) {
                violations.add(new Violation(
                        "$.exports[" + i + "]",
                        "a tool of this skill " + names,
                        manifest.exports().get(i)));
            }
        }
        return violations;
    }

    private static void exists(Jar jar, String jsonPath, String path, List<Violation> violations) {
        if (path != null && jar.getResource(path) == null) {
            violations.add(new Violation(jsonPath, "a file in the JAR", "none at " + path));
        }
    }
}
