package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.guard.SecurityLayer;
import net.chingtech.ctos.guard.SkillGuard;
import org.assertj.core.api.Assertions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.PackagePermission;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/** The container's bundles of the distribution, in a framework with the security layer on, beside a real hub. */
final class SecuredFramework {

    private SecuredFramework() {}

    static Option[] options() {
        Path work = temporary();
        HubProcess hub = HubProcess.start(work.resolve("home"));
        Path table = TestJars.bundle(
                work,
                Map.of(
                        "Bundle-SymbolicName", "net.chingtech.ctos.itest.table",
                        "Bundle-Activator", PermissionTable.class.getName(),
                        "Import-Package", "org.osgi.framework,net.chingtech.ctos.guard"),
                PermissionTable.class);
        List<Option> options = new ArrayList<>(List.of(junitBundles()));
        options.add(frameworkStartLevel(20));
        options.add(frameworkProperty("org.osgi.framework.security").value(SkillGuard.class.getName()));
        options.add(systemPackages(SecurityLayer.PACKAGES.split(",")));
        options.add(frameworkProperty("ctos.home").value(hub.home().toString()));
        options.add(frameworkProperty("ctos.hubs").value(hubs(hub)));
        options.add(frameworkProperty("ctos.url").value("http://127.0.0.1:0"));
        options.add(frameworkProperty("ctos.version").value("test"));
        options.add(frameworkProperty("ctos.child").value(Distribution.child().toString()));
        options.add(frameworkProperty("felix.cm.pm").value("ctos"));
        options.add(frameworkProperty("felix.webconsole.security.providers").value("ctos"));
        options.add(frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"));
        options.add(frameworkProperty("org.osgi.service.http.port").value("0"));
        for (Distribution.Line line : Distribution.bundles()) {
            options.add(
                    line.jar().getFileName().toString().startsWith("org.apache.felix.framework.security")
                            ? bundle(line.jar().toUri().toString()).noStart()
                            : bundle(line.jar().toUri().toString()).startLevel(line.startLevel() + 2));
        }
        options.add(bundle(table.toUri().toString()).startLevel(2));
        options.add(library(Assertions.class));
        options.add(library(ByteBuddy.class));
        return options.toArray(new Option[0]);
    }

    /** The hub as a container knows its own. */
    private static String hubs(HubProcess hub) {
        Path root = hub.home().toAbsolutePath().resolve("trust/hubs/local/root.json");
        Map<String, String> local =
                Map.of("name", "local", "url", hub.url(), "root", root.toString(), "max_tier", "official");
        return new String(Json.write(List.of(local)), StandardCharsets.UTF_8);
    }

    /** The bundle that a class of the tests' class path comes from. */
    private static Option library(Class<?> type) {
        return bundle(type.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    /** Installs a bundle where a skill would be, that may start and nothing else, and asserts that it reads no file. */
    static void assertDenied(BundleContext context) {
        String location = "skill:itest.canary@1.0.0#0";
        PermissionAdmin permissions = context.getService(context.getServiceReference(PermissionAdmin.class));
        permissions.setPermissions(location, new PermissionInfo[] {
            new PermissionInfo(PackagePermission.class.getName(), "org.osgi.framework", "import")
        });
        try (InputStream bytes = Files.newInputStream(canary())) {
            Bundle canary = context.installBundle(location, bytes);
            try {
                assertThatThrownBy(canary::start)
                        .hasStackTraceContaining("access denied (\"java.io.FilePermission\" \"/etc/hostname\"");
            } finally {
                canary.uninstall();
            }
        } catch (IOException | BundleException e) {
            throw new AssertionError("the canary could not be tried", e);
        } finally {
            permissions.setPermissions(location, null);
        }
    }

    private static Path canary() {
        return TestJars.bundle(
                temporary(),
                Map.of(
                        "Bundle-SymbolicName", "net.chingtech.ctos.itest.canary",
                        "Bundle-Activator", Canary.class.getName(),
                        "Import-Package", "org.osgi.framework"),
                Canary.class);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pax");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
