package net.chingtech.ctos.itest.fence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.chingtech.ctos.guard.SecurityLayer;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.condpermadmin.ConditionalPermissionAdmin;
import org.osgi.service.condpermadmin.ConditionalPermissionInfo;
import org.osgi.service.condpermadmin.ConditionalPermissionUpdate;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/**
 * Measures one way of checking permissions and prints {@code NAME NUMBER} lines: {@code rights_ms}, how long it took to give
 * all skills their rights, and {@code depth1_ns}, {@code depth50_ns}, medians for one check.
 */
public final class FenceRun {

    private static final int WARM = 100;
    private static final int ROUNDS = 61;
    private static final String ROW = "ALLOW { [ org.osgi.service.condpermadmin.BundleLocationCondition ";

    private final Path work;
    private final int skills;

    private FenceRun(Path work, int skills) {
        this.work = work;
        this.skills = skills;
    }

    /** Takes the way ({@code guard}, {@code rows}, {@code policy}), how many skills there are, a folder, and framework.security. */
    public static void main(String[] arguments) throws Exception {
        FenceRun run = new FenceRun(Path.of(arguments[2]), Integer.parseInt(arguments[1]));
        switch (arguments[0]) {
            case "policy" -> run.policy();
            case "guard" -> run.framework(Path.of(arguments[3]), true);
            default -> run.framework(Path.of(arguments[3]), false);
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** The JDK alone, which knows neither bundles nor locations: what no fence can be cheaper than. */
    private void policy() throws Exception {
        Path platform = Files.write(work.resolve("platform.jar"), jar(Platform.class, "platform"));
        Path skill = Files.write(work.resolve("skill.jar"), jar(CheckingSkill.class, "skill"));
        Path folder = folder(0);
        StringBuilder grants = new StringBuilder(
                "grant codeBase \"" + platform.toUri() + "\" { permission" + " java.security.AllPermission; };\n");
        for (URL url : ((URLClassLoader) new URLClassLoader(classPath())).getURLs()) {
            grants.append("grant codeBase \"" + url + "\" { permission java.security.AllPermission; };\n");
        }
        grants.append("grant codeBase \"" + skill.toUri() + "\" {\n");
        for (PermissionInfo info : rights(folder)) {
            if (info.getType().startsWith("java.")) {
                grants.append(" permission " + info.getType() + " \"" + info.getName() + "\", \"" + info.getActions()
                        + "\";\n");
            }
        }
        Path policy = Files.writeString(work.resolve("java.policy"), grants.append("};\n"));
        System.setProperty("java.security.policy", "=" + policy.toUri());
        System.setSecurityManager(new SecurityManager());
        measure(2_000, load(platform, Platform.class), load(skill, CheckingSkill.class), folder);
    }

    private static URL[] classPath() throws IOException {
        String[] entries = System.getProperty("java.class.path").split(":");
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }

    /** Not the class of the same name that the class path has. */
    private static Object load(Path jar, Class<?> type) throws Exception {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return loader.loadClass(type.getName()).getConstructor().newInstance();
    }

    /** A framework with that many skills in it, each with its rights in our table or in a row of the framework's. */
    private void framework(Path extension, boolean guard) throws Exception {
        Map<String, String> properties = new HashMap<>();
        SecurityLayer.prepare(properties);
        properties.put(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString());
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SecurityLayer.PACKAGES);
        if (!guard) {
            properties.put(Constants.FRAMEWORK_SECURITY, Constants.FRAMEWORK_SECURITY_OSGI);
        }
        Felix felix = new Felix(properties);
        felix.init();
        BundleContext context = felix.getBundleContext();
        context.installBundle(extension.toUri().toString());
        if (guard) {
            SecurityLayer.close(context);
        }
        long begin = System.nanoTime();
        if (guard) {
            PermissionAdmin table = context.getService(context.getServiceReference(PermissionAdmin.class));
            for (int i = 0; i < skills; i++) {
                table.setPermissions(location(i), rights(folder(i)));
            }
        } else {
            rows(context);
        }
        System.out.println("rights_ms " + (System.nanoTime() - begin) / 1_000_000);
        felix.start();
        Bundle platform = context.installBundle("platform", new ByteArrayInputStream(jar(Platform.class, "platform")));
        Bundle skill = null;
        for (int i = 0; i < skills; i++) {
            skill = context.installBundle(
                    location(i), new ByteArrayInputStream(jar(CheckingSkill.class, "org.example.skill" + i)));
        }
        // The slow way is given fewer, so that it ends.
        int checks = guard ? 2_000 : 20_000 / skills;
        measure(checks, create(platform, Platform.class), create(skill, CheckingSkill.class), folder(skills - 1));
    }

    private void rows(BundleContext context) {
        ConditionalPermissionAdmin admin =
                context.getService(context.getServiceReference(ConditionalPermissionAdmin.class));
        ConditionalPermissionUpdate update = admin.newConditionalPermissionUpdate();
        List<ConditionalPermissionInfo> rows = update.getConditionalPermissionInfos();
        rows.add(admin.newConditionalPermissionInfo(
                ROW + "\"skill:*\" \"!\" ] ( java.security.AllPermission ) } \"platform\""));
        for (int i = 0; i < skills; i++) {
            StringBuilder permissions = new StringBuilder();
            for (PermissionInfo info : rights(folder(i))) {
                permissions.append(info.getEncoded()).append(' ');
            }
            rows.add(admin.newConditionalPermissionInfo(
                    ROW + '"' + location(i) + "\" ] " + permissions + "} \"skill" + i + '"'));
        }
        update.commit();
    }

    private static Object create(Bundle bundle, Class<?> type) throws Exception {
        return bundle.loadClass(type.getName()).getConstructor().newInstance();
    }

    @SuppressWarnings("unchecked")
    private static void measure(int checks, Object platform, Object skill, Path folder) {
        ToLongFunction<Object[]> caller = (ToLongFunction<Object[]>) platform;
        String file = folder.resolve("report.txt").toString();
        for (int depth : new int[] {1, 50}) {
            Object[] call = {skill, new Object[] {file, depth, checks}};
            for (int i = 0; i < WARM; i++) {
                caller.applyAsLong(call);
            }
            long[] rounds = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = caller.applyAsLong(call);
            }
            Arrays.sort(rounds);
            System.out.println("depth" + depth + "_ns " + rounds[ROUNDS / 2]);
        }
    }

    private Path folder(int skill) {
        return work.resolve("data").resolve("org.example.skill" + skill);
    }

    private static String location(int skill) {
        return "skill:org.example.skill" + skill + "@1.0.0#" + "0".repeat(64);
    }

    /** As many, and of the kinds, that the container gives to a skill. */
    private static PermissionInfo[] rights(Path folder) {
        String[][] rights = {
            {"org.osgi.framework.PackagePermission", "net.chingtech.ctos.skill", "import"},
            {"org.osgi.framework.PackagePermission", "org.osgi.framework", "import"},
            {"org.osgi.framework.PackagePermission", "org.osgi.service.component", "import"},
            {"org.osgi.framework.PackagePermission", "org.osgi.util.promise", "import"},
            {"org.osgi.framework.PackagePermission", "org.osgi.util.function", "import"},
            {"org.osgi.framework.PackagePermission", "org.apache.felix.hc.api", "import"},
            {"org.osgi.framework.CapabilityPermission", "osgi.extender", "require"},
            {"org.osgi.framework.CapabilityPermission", "osgi.service", "require"},
            {"org.osgi.framework.CapabilityPermission", "osgi.service", "provide"},
            {"org.osgi.framework.CapabilityPermission", "ctos.skill", "provide"},
            {"org.osgi.framework.ServicePermission", "net.chingtech.ctos.skill.SkillContext", "get"},
            {"org.osgi.framework.ServicePermission", "org.osgi.service.condition.Condition", "get"},
            {"org.osgi.framework.ServicePermission", "net.chingtech.ctos.skill.Data", "get"},
            {"org.osgi.framework.ServicePermission", "net.chingtech.ctos.skill.SkillTool", "register"},
            {"org.osgi.framework.ServicePermission", "org.apache.felix.hc.api.HealthCheck", "register"},
            {"java.io.FilePermission", folder + "/.", "read"},
            {"java.io.FilePermission", folder + "/-", "read,write,delete"},
            {"java.util.PropertyPermission", "line.separator", "read"},
            {"java.util.PropertyPermission", "file.separator", "read"},
            {"java.util.PropertyPermission", "path.separator", "read"},
            {"java.util.PropertyPermission", "java.version", "read"},
        };
        return Arrays.stream(rights)
                .map(r -> new PermissionInfo(r[0], r[1], r[2]))
                .toArray(PermissionInfo[]::new);
    }

    private static byte[] jar(Class<?> type, String name) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            jar.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
            in.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}
