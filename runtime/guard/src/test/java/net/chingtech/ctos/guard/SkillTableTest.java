package net.chingtech.ctos.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilePermission;
import java.lang.reflect.ReflectPermission;
import java.net.SocketPermission;
import java.net.URLPermission;
import java.nio.file.Files;
import java.nio.file.LinkPermission;
import java.nio.file.Path;
import java.security.AllPermission;
import java.security.Permission;
import java.security.SecurityPermission;
import java.util.ArrayList;
import java.util.List;
import java.util.PropertyPermission;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;
import org.example.probe.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.AdaptPermission;
import org.osgi.framework.AdminPermission;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundlePermission;
import org.osgi.framework.CapabilityPermission;
import org.osgi.framework.PackagePermission;
import org.osgi.framework.ServicePermission;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/** Our table against the framework's own: the same entry, the same questions. */
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "a SecurityManager needs a flag of the process, or is gone")
class SkillTableTest {

    private static final String SKILL = "skill:org.example.probe@1.0.0#00";
    /** No skill's, so the framework's own table answers for it. */
    private static final String PLAIN = "probe";

    @TempDir
    Path work;

    private SecuredFelix felix;
    private PermissionAdmin table;

    @BeforeEach
    void start() throws Exception {
        felix = new SecuredFelix(work.resolve("cache"));
        table = felix.service(PermissionAdmin.class);
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    @Test
    void whatTheFrameworksOwnTableDenies_oursDenies_andNothingElse() throws Exception {
        Path own = Files.createDirectories(work.resolve("data/org.example.probe"));
        Files.createSymbolicLink(own.resolve("link"), work);
        table.setPermissions(SKILL, entry(own));
        table.setPermissions(PLAIN, entry(own));
        Bundle ours = felix.install(SKILL, Probe.class);
        Bundle theirs = felix.install(PLAIN, Probe.class);
        Predicate<Permission> oursAsks = probe(ours);
        Predicate<Permission> theirsAsks = probe(theirs);

        SoftAssertions all = new SoftAssertions();
        int granted = 0;
        for (Permission permission : questions(own)) {
            boolean expected = theirs.hasPermission(permission);
            granted += expected ? 1 : 0;
            all.assertThat(ours.hasPermission(permission))
                    .as("asked of the bundle: %s", permission)
                    .isEqualTo(expected);
            all.assertThat(theirsAsks.test(permission))
                    .as("their check: %s", permission)
                    .isEqualTo(expected);
            all.assertThat(oursAsks.test(permission))
                    .as("our check: %s", permission)
                    .isEqualTo(expected);
        }
        all.assertAll();
        assertThat(granted)
                .as("questions answered with yes")
                .isBetween(15, questions(own).size() / 2);
        // The bundle's own identity, each its own.
        assertThat(oursAsks.test(new AdminPermission(ours, AdminPermission.CONTEXT)))
                .isTrue();
        assertThat(oursAsks.test(new AdminPermission(theirs, AdminPermission.CONTEXT)))
                .isFalse();
        assertThat(oursAsks.test(new AdminPermission(ours, AdminPermission.LIFECYCLE)))
                .isFalse();
        // The one difference: no storage area that knows no quota.
        Permission area = new FilePermission(ours.getDataFile("x").getPath(), "write");
        assertThat(ours.hasPermission(area)).isFalse();
        assertThat(theirs.hasPermission(
                        new FilePermission(theirs.getDataFile("x").getPath(), "write")))
                .isTrue();
    }

    @Test
    void withoutAnEntry_andWithAnEmptyOne_aSkillHasNothing() throws Exception {
        Path own = Files.createDirectories(work.resolve("data/org.example.probe"));
        Permission read = new FilePermission(own + "/x", "read");
        Permission implied = new PropertyPermission("org.osgi.framework.version", "read");
        table.setPermissions(SKILL, entry(own));
        Predicate<Permission> asks = probe(felix.install(SKILL, Probe.class));
        assertThat(asks).accepts(read, implied);

        table.setPermissions(SKILL, new PermissionInfo[0]);
        assertThat(asks).rejects(read, implied);
        table.setPermissions(SKILL, entry(own));
        assertThat(asks).accepts(read, implied);
        table.setPermissions(SKILL, null);
        assertThat(asks).rejects(read, implied);
        assertThat(table.getLocations()).isNull();
    }

    @Test
    void anEntryThatCannotBeMade_isRefused_andTheOneBeforeStays() throws Exception {
        Path own = Files.createDirectories(work.resolve("data/org.example.probe"));
        table.setPermissions(SKILL, entry(own));

        assertThatThrownBy(() -> table.setPermissions(SKILL, new PermissionInfo[] {
                    new PermissionInfo(FilePermission.class.getName(), "relative/-", "read")
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absolute");
        assertThatThrownBy(() -> table.setPermissions(SKILL, new PermissionInfo[] {
                    new PermissionInfo(AllPermission.class.getName(), "", ""),
                    new PermissionInfo("org.example.NoSuchPermission", "", "")
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NoSuchPermission");
        assertThat(table.getPermissions(SKILL)).isEqualTo(entry(own));
    }

    @Test
    void aDenial_isTold_withTheLocation() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        DenialListener listener = (location, permission) -> told.add(location + " " + permission.getName());
        var registration = felix.context().registerService(DenialListener.class, listener, null);
        Bundle bundle = felix.install(SKILL, Probe.class);

        assertThat(probe(bundle)).rejects(new FilePermission("/etc/passwd", "read"));
        bundle.hasPermission(new FilePermission("/etc/group", "read"));
        registration.unregister();
        assertThat(probe(bundle)).rejects(new FilePermission("/etc/shadow", "read"));

        assertThat(told).containsExactly(SKILL + " /etc/passwd");
    }

    @SuppressWarnings("unchecked")
    private static Predicate<Permission> probe(Bundle bundle) throws Exception {
        return (Predicate<Permission>)
                bundle.loadClass(Probe.class.getName()).getConstructor().newInstance();
    }

    private static PermissionInfo[] entry(Path own) {
        return new PermissionInfo[] {
            new PermissionInfo(FilePermission.class.getName(), own + "/.", "read"),
            new PermissionInfo(FilePermission.class.getName(), own + "/-", "read,delete"),
            new PermissionInfo(FilePermission.class.getName(), own + "/sub/-", "write"),
            new PermissionInfo(PropertyPermission.class.getName(), "java.version", "read"),
            new PermissionInfo(PackagePermission.class.getName(), "org.osgi.framework", "import"),
            new PermissionInfo(CapabilityPermission.class.getName(), "osgi.extender", "require"),
            new PermissionInfo(ServicePermission.class.getName(), "org.example.Gateway", "get"),
            new PermissionInfo(ServicePermission.class.getName(), "org.example.probe.*", "register,get"),
        };
    }

    private static List<Permission> questions(Path own) {
        List<Permission> all = new ArrayList<>();
        for (String path : paths(own)) {
            for (String actions : List.of("read", "write", "delete", "read,write", "read,delete", "execute")) {
                all.add(new FilePermission(path, actions));
            }
            all.add(new FilePermission(path, "readlink"));
        }
        for (String name : List.of("java.version", "java.versionX", "java.*", "*", "org.osgi.framework.version")) {
            all.add(new PropertyPermission(name, "read"));
            all.add(new PropertyPermission(name, "write"));
            all.add(new PropertyPermission(name, "read,write"));
        }
        for (String name : List.of("org.example.Gateway", "org.example.GatewayX", "org.example.*", "*")) {
            all.add(new ServicePermission(name, "get"));
            all.add(new ServicePermission(name, "register"));
        }
        for (String name : List.of("org.example.probe.A", "org.example.probe", "org.example.probex.A")) {
            all.add(new ServicePermission(name, "get,register"));
        }
        for (String name : List.of("org.osgi.framework", "org.osgi.framework.launch", "java.io", "javax.sql", "*")) {
            all.add(new PackagePermission(name, "import"));
            all.add(new PackagePermission(name, "exportonly,import"));
        }
        for (String name : List.of("osgi.extender", "osgi.service", "osgi.ee", "osgi.native", "*")) {
            all.add(new CapabilityPermission(name, "require"));
            all.add(new CapabilityPermission(name, "provide"));
        }
        all.addAll(List.of(
                new AllPermission(),
                new AdminPermission(),
                new AdminPermission("(id=0)", AdminPermission.CONTEXT),
                new AdaptPermission("*", "adapt"),
                new BundlePermission("org.example", "provide"),
                new RuntimePermission("exitVM.1"),
                new RuntimePermission("createClassLoader"),
                new RuntimePermission("*"),
                new ReflectPermission("suppressAccessChecks"),
                new SecurityPermission("setPolicy"),
                new LinkPermission("symbolic"),
                new LinkPermission("hard"),
                new SocketPermission("127.0.0.1:80", "connect,resolve"),
                new SocketPermission("*", "resolve"),
                new URLPermission("http://example.com/", "GET:")));
        return all;
    }

    private static List<String> paths(Path own) {
        return List.of(
                own.toString(),
                own + "/",
                own + "/.",
                own + "/*",
                own + "/-",
                own + "-",
                own + "*",
                own + "x/y",
                own + "/a",
                own + "/a/b",
                own + "//a",
                own + "/./a",
                own + "/a/../b",
                own + "/../org.example.other/a",
                own + "/../org.example.probe/a",
                own + "/a/../../org.example.other/b",
                own + "/link/secret",
                own + "/sub",
                own + "/sub/a",
                own + "/sub/../a",
                own + "/sub/-",
                own + "/%2e%2e/a",
                own + "/\u2025/a",
                own + "/..a",
                own + "/...",
                own.toString().toUpperCase(),
                own.getParent().toString(),
                own.getParent() + "/-",
                "/proc/self/root" + own + "/a",
                "/",
                "/-",
                "-",
                "*",
                "",
                "relative",
                "../relative",
                "<<ALL FILES>>");
    }
}
