package net.chingtech.ctos.format;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes {@code OSGI-INF/permissions.perm} (OSGi Core 50.10.1, local permissions): the most that a container could grant
 * a skill, as its manifest asks for it. It can only narrow what is granted, never add to it.
 */
public final class LocalPermissions {

    /** Where they stand in a skill JAR. */
    public static final String PATH = "OSGI-INF/permissions.perm";

    private static final String API = "net.chingtech.ctos.skill.";
    private static final String ADMIN = "org.osgi.framework.AdminPermission";
    private static final String PACKAGE = "org.osgi.framework.PackagePermission";
    private static final String CAPABILITY = "org.osgi.framework.CapabilityPermission";
    private static final String SERVICE = "org.osgi.framework.ServicePermission";
    private static final String FILE = "java.io.FilePermission";
    private static final String PROPERTY = "java.util.PropertyPermission";
    /** The last one is read by each result of a Health Check, on the skill's behalf. */
    private static final List<String> HARMLESS_PROPERTIES = List.of(
            "line.separator",
            "file.separator",
            "path.separator",
            "java.version",
            "java.specification.version",
            "org.apache.felix.hc.autoLogging");

    private final StringBuilder text = new StringBuilder();

    private LocalPermissions() {}

    /** @param packages the packages of the skill's own classes */
    public static String of(SkillManifest manifest, Set<String> packages) {
        LocalPermissions permissions = new LocalPermissions();
        permissions.comment("Made from manifest.json. Narrows what the container grants; grants nothing.");
        permissions.whatEveryBundleHas(manifest);
        permissions.wiring();
        permissions.services(manifest, packages);
        permissions.comment("The container grants the skill's own folders, whose place no build knows:");
        permissions.comment("here it is said that none is ever run as a program or read as a link.");
        permissions.line(FILE, "<<ALL FILES>>", "read,write,delete");
        HARMLESS_PROPERTIES.forEach(name -> permissions.line(PROPERTY, name, "read"));
        return permissions.text.toString();
    }

    /** What the framework grants each bundle by itself must be said here too: local permissions narrow that as well. */
    private void whatEveryBundleHas(SkillManifest manifest) {
        line(ADMIN, "(name=" + manifest.id() + ")", "class,context,metadata,resource");
        line(PACKAGE, "java.*", "import");
        line(CAPABILITY, "osgi.ee", "require");
        line(PROPERTY, "org.osgi.framework.*", "read");
    }

    private void wiring() {
        SkillHeaders.API_PACKAGES.forEach(name -> line(PACKAGE, name, "import"));
        line(CAPABILITY, "osgi.extender", "require");
        line(CAPABILITY, "osgi.service", "provide,require");
        line(CAPABILITY, "ctos.skill", "provide,require");
    }

    private void services(SkillManifest manifest, Set<String> packages) {
        SkillHeaders.OFFERED_SERVICES.forEach(name -> line(SERVICE, name, "register"));
        packages.stream()
                .filter(name -> !API.startsWith(name + "."))
                .forEach(name -> line(SERVICE, name + ".*", "get,register"));
        // Declarative Services waits for this one before it starts a component.
        line(SERVICE, "org.osgi.service.condition.Condition", "get");
        line(SERVICE, API + "SkillContext", "get");
        Set<String> gateways = new TreeSet<>();
        Stream.concat(manifest.permissions().stream(), manifest.optionalPermissions().stream())
                .forEach(permission -> gateway(permission, gateways));
        gateways.forEach(name -> line(SERVICE, API + name, "get"));
    }

    private static void gateway(SkillPermission permission, Set<String> gateways) {
        if (permission instanceof SkillPermission.DbRead
                || permission instanceof SkillPermission.DbWrite
                || permission instanceof SkillPermission.DbOwn) {
            gateways.add("Data");
        } else if (permission instanceof SkillPermission.SkillCall) {
            gateways.add("Skills");
        } else if (permission instanceof SkillPermission.NetworkOutbound) {
            gateways.add("Http");
        }
    }

    private void comment(String comment) {
        text.append("# ").append(comment).append('\n');
    }

    private void line(String type, String name, String actions) {
        text.append("(%s \"%s\" \"%s\")\n".formatted(type, name, actions));
    }
}
