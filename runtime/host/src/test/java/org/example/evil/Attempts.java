package org.example.evil;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import net.chingtech.ctos.skill.SkillContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** What an attacker would try from inside a skill; each really does it. */
final class Attempts {

    interface Attempt {
        Object run() throws Exception;
    }

    private final SkillContext skill;
    private final Path home;
    private final int port;

    Attempts(SkillContext skill, Path home, int port) {
        this.skill = skill;
        this.home = home;
        this.port = port;
    }

    Map<String, Attempt> all() {
        Map<String, Attempt> all = new LinkedHashMap<>();
        Path secret = home.resolve("secrets/database-password");
        Path others = home.resolve("skills/data/org.example.good/greeted");
        all.put("read_secret", () -> Files.readString(secret));
        all.put("read_secret_by_stream", () -> new FileInputStream(secret.toFile()).read());
        all.put("read_secret_by_url", () -> secret.toUri().toURL().openStream().read());
        all.put("read_passwd", () -> Files.readString(Path.of("/etc/passwd")));
        all.put("read_passwd_by_alias", () -> Files.readString(Path.of("/proc/self/root/etc/passwd")));
        all.put("read_other_skill", () -> Files.readString(others));
        all.put(
                "read_other_skill_by_dots",
                () -> Files.readString(skill.dataFolder().resolve("../org.example.good/greeted")));
        all.put("list_home", () -> new File(home.toString()).list().length);
        all.put("write_outside", () -> Files.writeString(home.resolve("written"), "x"));
        all.put("symlink", () -> Files.createSymbolicLink(skill.dataFolder().resolve("link"), secret));
        all.put("socket", () -> new Socket(InetAddress.getLoopbackAddress(), port));
        all.put("http", () -> URI.create("http://127.0.0.1:" + port)
                .toURL()
                .openStream()
                .read());
        all.put("dns", () -> InetAddress.getByName("example.com"));
        all.put("listen", () -> new ServerSocket(0));
        all.put("exec", () -> Runtime.getRuntime().exec(new String[] {"/bin/true"}));
        all.put("environment", () -> System.getenv("PATH"));
        all.put("property", () -> System.getProperty("user.home"));
        all.put("exit", () -> {
            System.exit(3);
            return null;
        });
        all.put("halt", () -> {
            Runtime.getRuntime().halt(3);
            return null;
        });
        all.put("no_security_manager", () -> {
            System.setSecurityManager(null);
            return null;
        });
        all.put(
                "thread",
                () -> get(CompletableFuture.supplyAsync(() -> read(secret), task -> new Thread(task).start())));
        all.put("common_pool", () -> get(CompletableFuture.supplyAsync(() -> read(secret))));
        all.put("parallel_stream", () -> java.util.List.of(1, 2, 3, 4).parallelStream()
                .map(i -> read(secret))
                .toList());
        all.put("class_loader", () -> new ClassLoader() {});
        all.put("gateway_reflection", () -> open(skill.getClass().getDeclaredFields()[0])
                .get(skill));
        all.put("context_reflection", () -> open(own().getClass().getDeclaredFields()[0]));
        all.put("system_bundle", () -> owner("org.osgi.service.condition.Condition")
                .getBundleContext());
        all.put("system_bundle_stop", () -> {
            owner("org.osgi.service.condition.Condition").stop();
            return null;
        });
        all.put("gateway_bundle", () -> owner(SkillContext.class.getName()).getBundleContext());
        all.put("gateway_class", () -> load(owner(SkillContext.class.getName())));
        all.put("gateway_stop", () -> {
            owner(SkillContext.class.getName()).stop();
            return null;
        });
        all.put("install", () -> own().installBundle("skill:second", new ByteArrayInputStream(jar())));
        all.put("register_listener", () -> own().registerService(
                        "net.chingtech.ctos.runtime.ToolRouter$Listener", new Object(), null));
        all.put("register_hook", () -> own().registerService(Runnable.class.getName(), (Runnable) () -> {}, null));
        return all;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Object get(CompletableFuture<?> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SecurityException denied) {
                throw denied;
            }
            throw e;
        }
    }

    /** A bundle that the skill comes by through a service it may get. */
    private static Bundle owner(String service) {
        return own().getServiceReference(service).getBundle();
    }

    private static Object load(Bundle bundle) {
        try {
            return bundle.loadClass("org.h2.Driver");
        } catch (ClassNotFoundException e) {
            // How the framework words its "no" here.
            throw new SecurityException(e);
        }
    }

    private static byte[] jar() throws java.io.IOException {
        java.util.jar.Manifest manifest = new java.util.jar.Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "second");
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        new java.util.jar.JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private static Field open(Field field) {
        field.setAccessible(true);
        return field;
    }

    static BundleContext own() {
        Bundle bundle = FrameworkUtil.getBundle(Attempts.class);
        return bundle.getBundleContext();
    }
}
