package net.chingtech.escape;

import java.net.URL;
import java.net.URLClassLoader;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Class loaders: new ones with more rights, and others' for their classes. */
final class LoaderWays {

    private LoaderWays() {}

    /** Gives what it loads all rights. */
    private static final class Generous extends ClassLoader {
        Class<?> define(byte[] bytes) {
            Permissions all = new Permissions();
            all.add(new AllPermission());
            return defineClass(
                    Thief.class.getName(),
                    bytes,
                    0,
                    bytes.length,
                    new ProtectionDomain(new CodeSource(null, (Certificate[]) null), all));
        }
    }

    static List<Attempt> all() {
        return List.of(
                new Attempt(
                        "loaders.all_rights",
                        "load a class with all rights, that reads a secret",
                        w -> ReflectionWays.thief(w, new Generous().define(ReflectionWays.bytes()))),
                new Attempt(
                        "loaders.secure",
                        "make a SecureClassLoader",
                        w -> w.reached(new SecureClassLoader(World.class.getClassLoader()) {})),
                new Attempt("loaders.url", "load a class from a web address", w -> new URLClassLoader(
                                new URL[] {w.page().toURL()})
                        .loadClass("net.chingtech.Loot")),
                new Attempt("loaders.define", "define a class in the loader of the skill API", w -> {
                    java.lang.reflect.Method define = ClassLoader.class.getDeclaredMethod(
                            "defineClass", String.class, byte[].class, int.class, int.class);
                    define.setAccessible(true);
                    byte[] bytes = ReflectionWays.bytes();
                    ClassLoader loader = net.chingtech.ctos.skill.SkillContext.class.getClassLoader();
                    return ReflectionWays.thief(
                            w, (Class<?>) define.invoke(loader, Thief.class.getName(), bytes, 0, bytes.length));
                }),
                new Attempt(
                        "loaders.system",
                        "take a class of the program from the system's loader",
                        w -> ClassLoader.getSystemClassLoader()
                                .loadClass("net.chingtech.ctos.launcher.container.Container")),
                new Attempt(
                        "loaders.caller",
                        "take the loader of whoever called",
                        w -> w.reached(new Walker()
                                .callers().stream()
                                        .filter(type -> type.getClassLoader() != World.class.getClassLoader())
                                        .map(Class::getClassLoader)
                                        .filter(java.util.Objects::nonNull)
                                        .findFirst()
                                        .orElseThrow())),
                new Attempt("loaders.context", "take the loader of the thread's past", w -> {
                    ClassLoader loader = Thread.currentThread().getContextClassLoader();
                    return loader.loadClass("net.chingtech.ctos.runtime.SkillHost");
                }),
                new Attempt(
                        "loaders.host_class",
                        "name a class of the host",
                        w -> World.named("net.chingtech.ctos.host.internal.router.Router")),
                new Attempt("loaders.database", "name the database's driver", w -> World.named("org.h2.Driver")),
                new Attempt(
                        "loaders.logging",
                        "name the container's logging",
                        w -> World.named("ch.qos.logback.classic.Logger")),
                new Attempt(
                        "loaders.framework",
                        "name a class of the framework's inside",
                        w -> w.reached(World.named("org.apache.felix.framework.Felix"))),
                new Attempt("loaders.gateway_bundle", "load a class by the gateway's bundle", w -> {
                    Bundle bundle = FrameworkUtil.getBundle(w.context().getClass());
                    if (bundle == null) {
                        throw new OnlyItself("no bundle gave the gateway");
                    }
                    return w.reached(bundle.loadClass("org.h2.Driver"));
                }),
                new Attempt("loaders.wiring", "take the loader of the gateway's bundle by its wiring", w -> {
                    Bundle bundle = FrameworkUtil.getBundle(w.context().getClass());
                    if (bundle == null) {
                        throw new OnlyItself("no bundle gave the gateway");
                    }
                    return w.reached(adapted(bundle));
                }),
                new Attempt("loaders.resource", "read a file of the gateway's bundle", w -> {
                    java.net.URL url = w.context().getClass().getResource("/META-INF/MANIFEST.MF");
                    if (url == null) {
                        throw new OnlyItself("no such resource");
                    }
                    return w.reached(new String(url.openStream().readAllBytes()));
                }));
    }

    /** The package of wirings is not for skills, so its type is not theirs to name. */
    @SuppressWarnings("unchecked")
    private static Object adapted(Bundle bundle) throws ClassNotFoundException {
        Class<Object> wiring = (Class<Object>) World.named("org.osgi.framework.wiring.BundleWiring");
        return bundle.adapt(wiring);
    }

    /** Who stands on the stack, as classes. */
    private static final class Walker {
        List<Class<?>> callers() {
            return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                            .toList());
        }
    }
}
