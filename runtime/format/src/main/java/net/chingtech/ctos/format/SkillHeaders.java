package net.chingtech.ctos.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The OSGi headers of a skill's bundle: what {@code manifest.json} makes of them, and that nothing else stands there.
 * What is not on a list is refused, at build, at publish and at install alike.
 */
public final class SkillHeaders {

    /** All headers that a skill's manifest may have. */
    public static final List<String> ALLOWED = List.of(
            "Manifest-Version",
            "Created-By",
            "Build-Jdk-Spec",
            "Tool",
            "Bundle-ManifestVersion",
            "Bundle-SymbolicName",
            "Bundle-Version",
            "Bundle-Name",
            "Bundle-Description",
            "Bundle-Vendor",
            "Bundle-License",
            "Bundle-Copyright",
            "Bundle-Category",
            "Bundle-DocURL",
            "Bundle-ClassPath",
            "Import-Package",
            "Service-Component",
            "Provide-Capability",
            "Require-Capability");

    /** The packages that a skill may import; java.* needs no import. */
    public static final List<String> API_PACKAGES = List.of(
            "net.chingtech.ctos.skill",
            "org.osgi.framework",
            "org.osgi.service.component",
            "org.osgi.util.promise",
            "org.osgi.util.function",
            "org.apache.felix.hc.api");

    /** The services that a skill offers to the container; all others are of its own types. */
    public static final List<String> OFFERED_SERVICES = List.of(
            "net.chingtech.ctos.skill.SkillTool",
            "net.chingtech.ctos.skill.SkillMigration",
            "org.apache.felix.hc.api.HealthCheck");

    private static final Pattern PLATFORM =
            Pattern.compile("(java|javax|jakarta|org\\.osgi|org\\.apache\\.felix|net\\.chingtech\\.ctos)\\.");
    private static final Pattern CLASS_PATH = Pattern.compile("\\.|lib/[A-Za-z0-9][A-Za-z0-9._+-]*\\.jar");
    private static final Pattern EXTENDER = Pattern.compile("\\(osgi\\.extender=([^()]*)\\)");
    private static final Pattern COMPONENT = Pattern.compile("OSGI-INF/[A-Za-z0-9._$-]+\\.xml");

    private final SkillManifest manifest;
    private final SortedMap<String, String> headers;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> named = new HashSet<>();

    private SkillHeaders(Map<String, String> headers, SkillManifest manifest) {
        this.manifest = manifest;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
    }

    /** The capability that every skill provides, once. */
    public static String capability(SkillManifest manifest) {
        return "ctos.skill;ctos.skill=\"" + manifest.id() + "\";version:Version=\""
                + manifest.version().bundleVersion() + "\"";
    }

    /**
     * The requirement of a dependency: the framework leaves it alone ({@code effective:=active}), the planner finds
     * candidates by the filter and decides by the range.
     */
    public static String requirement(SkillId id, VersionRange range) {
        return "ctos.skill;effective:=active;filter:=\"(&(ctos.skill=" + id + ")" + range.osgiFilter("version")
                + ")\";ctos.range=\"" + range + "\"";
    }

    /**
     * Compares a bundle's main manifest section with what its {@code manifest.json} says.
     *
     * @return every violation, its path being the header's name; empty when all is right
     */
    public static List<Violation> check(Map<String, String> headers, SkillManifest manifest) {
        SkillHeaders check = new SkillHeaders(headers, manifest);
        check.names();
        check.identity();
        check.clauses("Import-Package", check::imported);
        check.clauses("Bundle-ClassPath", check::onClassPath);
        check.clauses("Service-Component", check::component);
        check.provided();
        check.required();
        return List.copyOf(check.violations);
    }

    private void names() {
        Set<String> allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        allowed.addAll(ALLOWED);
        headers.forEach((name, value) -> {
            if (!allowed.contains(name)) {
                wrong(name, "this header not to be in a skill", value);
            }
        });
    }

    private void identity() {
        equal("Bundle-ManifestVersion", "2");
        equal("Bundle-SymbolicName", manifest.id().value());
        equal("Bundle-Version", manifest.version().bundleVersion());
    }

    private void equal(String name, String expected) {
        String found = headers.get(name);
        if (!expected.equals(found)) {
            wrong(name, expected + " and nothing beside it", String.valueOf(found));
        }
    }

    private interface ClauseRule {
        void check(String header, HeaderClause clause);
    }

    private void clauses(String header, ClauseRule rule) {
        try {
            HeaderClause.parse(headers.get(header)).forEach(clause -> rule.check(header, clause));
        } catch (FormatException e) {
            e.violations().forEach(v -> wrong(header, v.expected(), v.found()));
        }
    }

    private void imported(String header, HeaderClause clause) {
        // A bundle's name or another attribute would pick one exporter among several.
        bare(header, clause, Set.of("version"), Set.of("resolution"));
        for (String name : clause.paths()) {
            if (!API_PACKAGES.contains(name) && !name.startsWith("java.")) {
                wrong(header, "only " + String.join(", ", API_PACKAGES) + " and java.*", name);
            }
        }
    }

    private void onClassPath(String header, HeaderClause clause) {
        bare(header, clause, Set.of(), Set.of());
        for (String path : clause.paths()) {
            if (!CLASS_PATH.matcher(path).matches()) {
                wrong(header, "JAR files in the skill's lib/, such as lib/x.jar", path);
            }
            once(header, path);
        }
    }

    private void component(String header, HeaderClause clause) {
        bare(header, clause, Set.of(), Set.of());
        for (String path : clause.paths()) {
            if (!COMPONENT.matcher(path).matches()) {
                wrong(header, "descriptions under OSGI-INF/", path);
            }
            once(header, path);
        }
    }

    /** What a header names is opened and read by the framework as often as it is named. */
    private void once(String header, String path) {
        if (!named.add(header + ":" + path)) {
            wrong(header, "each file once", path);
        }
    }

    private void bare(String header, HeaderClause clause, Set<String> attributes, Set<String> directives) {
        if (!attributes.containsAll(clause.attributes().keySet())
                || !directives.containsAll(clause.directives().keySet())) {
            wrong(header, "no attribute but " + attributes + ", no directive but " + directives, clause.text());
        }
    }

    private void single(String header, HeaderClause clause) {
        if (clause.paths().size() != 1) {
            wrong(header, "one name space in each clause", clause.text());
        }
    }

    private void provided() {
        List<HeaderClause> skills = new ArrayList<>();
        clauses("Provide-Capability", (header, clause) -> {
            single(header, clause);
            switch (clause.path()) {
                case "ctos.skill" -> skills.add(clause);
                case "osgi.service" -> offered(header, clause);
                default -> wrong(header, "only ctos.skill and osgi.service", clause.path());
            }
        });
        same("Provide-Capability", capability(manifest), skills);
    }

    private void offered(String header, HeaderClause clause) {
        for (String type : clause.attributes().getOrDefault("objectClass", "").split("\\s*,\\s*")) {
            if (type.isEmpty() || PLATFORM.matcher(type).lookingAt() && !OFFERED_SERVICES.contains(type)) {
                wrong(header, "services " + String.join(", ", OFFERED_SERVICES) + " or types of its own", type);
            }
        }
    }

    private void required() {
        List<HeaderClause> skills = new ArrayList<>();
        clauses("Require-Capability", (header, clause) -> {
            single(header, clause);
            switch (clause.path()) {
                case "ctos.skill" -> skills.add(clause);
                case "osgi.ee" -> {}
                case "osgi.service" ->
                    require(
                            clause,
                            "osgi.service with effective:=active",
                            "active".equals(directive(clause, "effective")));
                case "osgi.extender" ->
                    require(
                            clause,
                            "no extender but osgi.component",
                            EXTENDER.matcher(directive(clause, "filter"))
                                    .results()
                                    .map(match -> match.group(1))
                                    .toList()
                                    .equals(List.of("osgi.component")));
                default -> wrong(header, "only ctos.skill, osgi.ee, osgi.extender, osgi.service", clause.path());
            }
        });
        List<String> dependencies = new ArrayList<>();
        manifest.dependencies().forEach((id, range) -> dependencies.add(requirement(id, range)));
        same("Require-Capability", String.join(",", dependencies), skills);
    }

    private static String directive(HeaderClause clause, String name) {
        return clause.directives().getOrDefault(name, "");
    }

    private void require(HeaderClause clause, String expected, boolean holds) {
        if (!holds) {
            wrong("Require-Capability", expected, clause.text());
        }
    }

    /** The same clauses, however they are quoted and in whatever order. */
    private void same(String header, String expected, List<HeaderClause> found) {
        try {
            List<HeaderClause> wanted = expected.isEmpty() ? List.of() : HeaderClause.parse(expected);
            if (!meaning(wanted).equals(meaning(found))) {
                String text = found.stream().map(HeaderClause::text).collect(Collectors.joining(","));
                wrong(header, expected.isEmpty() ? "no ctos.skill" : expected, text.isEmpty() ? "none" : text);
            }
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> meaning(List<HeaderClause> clauses) {
        return clauses.stream()
                .map(c -> c.paths() + " " + c.attributes() + " " + c.types() + " " + c.directives())
                .sorted()
                .toList();
    }

    private void wrong(String header, String expected, String found) {
        violations.add(new Violation(header, expected, found));
    }
}
