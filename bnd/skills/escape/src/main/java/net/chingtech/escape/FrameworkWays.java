package net.chingtech.escape;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.chingtech.ctos.skill.SkillContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The framework: bundles that are installed, changed, found. */
final class FrameworkWays {

    private static final String SYMBOLIC_NAME = "Bundle-SymbolicName";

    private FrameworkWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("framework.install_url", "make the framework fetch a bundle", w -> {
                    World.bundles().installBundle(w.page() + "loot.jar");
                    return World.TRIED;
                }),
                new Attempt(
                        "framework.install_file",
                        "make the framework read a file",
                        w -> w.reached(World.bundles().installBundle("file:" + w.hint("artifact")))),
                new Attempt(
                        "framework.install_stream",
                        "install a bundle",
                        w -> w.reached(
                                World.bundles().installBundle("skill:second", jar(Map.of(SYMBOLIC_NAME, "second"))))),
                new Attempt(
                        "framework.install_platform",
                        "install a bundle that is no skill",
                        w -> w.reached(
                                World.bundles().installBundle("platform", jar(Map.of(SYMBOLIC_NAME, "second"))))),
                new Attempt(
                        "framework.fragment",
                        "install a fragment of the framework",
                        w -> w.reached(World.bundles()
                                .installBundle(
                                        "skill:fragment",
                                        jar(Map.of(
                                                SYMBOLIC_NAME,
                                                "fragment",
                                                "Fragment-Host",
                                                "system.bundle;extension:=framework"))))),
                new Attempt("framework.update_self", "replace itself by another bundle", w -> {
                    own().update(jar(Map.of(SYMBOLIC_NAME, "net.chingtech.escape")));
                    return w.reached("replaced");
                }),
                new Attempt("framework.uninstall_self", "uninstall itself", w -> {
                    own().uninstall();
                    return w.reached("uninstalled");
                }),
                new Attempt("framework.stop_self", "stop itself", w -> {
                    own().stop();
                    return w.reached("stopped");
                }),
                new Attempt("framework.others", "list the other bundles", w -> {
                    List<String> others = java.util.Arrays.stream(
                                    World.bundles().getBundles())
                            .filter(bundle -> bundle.getBundleId() != own().getBundleId())
                            .map(Bundle::toString)
                            .toList();
                    if (others.isEmpty()) {
                        throw new NoSuchElementException("it is alone");
                    }
                    return w.reached(others);
                }),
                new Attempt(
                        "framework.system_bundle",
                        "take the framework by its id",
                        w -> w.reached(found(World.bundles().getBundle(0)))),
                new Attempt(
                        "framework.system_context",
                        "take the framework's context",
                        w -> w.reached(found(host(w).getBundleContext()))),
                new Attempt("framework.system_stop", "stop the framework", w -> {
                    framework().stop();
                    return w.reached("stopped");
                }),
                new Attempt("framework.gateway_stop", "stop the bundle of a gateway", w -> {
                    host(w).stop();
                    return w.reached("stopped");
                }),
                new Attempt("framework.gateway_update", "replace the bundle of a gateway", w -> {
                    host(w).update(jar(Map.of(SYMBOLIC_NAME, "gateways")));
                    return w.reached("replaced");
                }),
                new Attempt(
                        "framework.by_location",
                        "take the framework by its location",
                        w -> w.reached(
                                found(World.bundles().getBundle("System Bundle").getBundleContext()))),
                new Attempt(
                        "framework.victim",
                        "take the victim's bundle",
                        w -> w.reached(java.util.stream.LongStream.range(0, 200)
                                .mapToObj(id -> World.bundles().getBundle(id))
                                .filter(bundle ->
                                        bundle != null && "net.chingtech.victim".equals(bundle.getSymbolicName()))
                                .findFirst()
                                .orElseThrow())),
                new Attempt("framework.start_level", "change the framework's start level", w -> {
                    Object level = adapt(framework(), "org.osgi.framework.startlevel.FrameworkStartLevel");
                    level.getClass()
                            .getMethod("setStartLevel", int.class, framework("FrameworkListener[]"))
                            .invoke(level, 1, null);
                    return w.reached("set");
                }),
                new Attempt(
                        "framework.refresh",
                        "have all bundles wired anew",
                        w -> w.reached(found(adapt(framework(), "org.osgi.framework.wiring.FrameworkWiring")))),
                new Attempt(
                        "framework.own_wiring",
                        "see what it is wired to",
                        w -> w.reached(found(adapt(own(), "org.osgi.framework.wiring.BundleWiring")))),
                new Attempt("framework.listener", "listen to all bundles' events", w -> {
                    Class<?> listener = World.named("org.osgi.framework.SynchronousBundleListener");
                    World.bundles().addBundleListener((org.osgi.framework.BundleListener)
                            java.lang.reflect.Proxy.newProxyInstance(
                                    World.class.getClassLoader(),
                                    new Class<?>[] {listener},
                                    (proxy, method, arguments) -> null));
                    return w.reached("listening");
                }),
                new Attempt("framework.property", "read the framework's own properties", w -> {
                    String home = World.bundles().getProperty("ctos.home");
                    return w.reached(found(home));
                }));
    }

    static Bundle own() {
        return FrameworkUtil.getBundle(World.class);
    }

    /** The bundle that gives a gateway, where a skill can come by it. */
    static Bundle host(World world) {
        BundleContext bundles = World.bundles();
        return found(bundles.getServiceReference(SkillContext.class.getName())).getBundle();
    }

    private static Bundle framework() {
        return found(World.bundles().getServiceReference("org.osgi.service.condition.Condition"))
                .getBundle();
    }

    private static Class<?> framework(String name) throws ClassNotFoundException {
        return name.endsWith("[]")
                ? Class.forName("[Lorg.osgi.framework." + name.replace("[]", ";"))
                : Class.forName(name, true, Bundle.class.getClassLoader());
    }

    private static Object adapt(Bundle bundle, String type) throws ClassNotFoundException {
        return found(bundle.adapt(framework(type)));
    }

    static <T> T found(T what) {
        if (what == null) {
            throw new NoSuchElementException("there is none");
        }
        return what;
    }

    static InputStream jar(Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
