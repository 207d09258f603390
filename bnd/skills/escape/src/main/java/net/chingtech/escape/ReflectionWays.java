package net.chingtech.escape;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import net.chingtech.ctos.skill.SkillContext;

/** Reflection, method handles, modules: past what is private. */
final class ReflectionWays {

    private ReflectionWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("reflection.read", "read a secret by Method.invoke", w -> Files.class
                        .getMethod("readString", Path.class)
                        .invoke(null, w.secret())),
                new Attempt("reflection.open_module", "open java.base to itself, then its private parts", w -> {
                    Method open = Module.class.getDeclaredMethod("implAddOpensToAllUnnamed", String.class);
                    open.setAccessible(true);
                    open.invoke(Object.class.getModule(), "java.lang");
                    return w.reached("opened");
                }),
                new Attempt("reflection.security_field", "put the SecurityManager out by reflection", w -> {
                    Field field = System.class.getDeclaredField("security");
                    field.setAccessible(true);
                    field.set(null, null);
                    return w.loot();
                }),
                new Attempt("reflection.hidden_fields", "find the fields that the JDK hides", w -> {
                    Method fields = Class.class.getDeclaredMethod("getDeclaredFields0", boolean.class);
                    fields.setAccessible(true);
                    return w.reached(fields.invoke(System.class, false));
                }),
                new Attempt("reflection.gateway", "look into the gateway that it was given", w -> {
                    Field field = w.context().getClass().getDeclaredFields()[0];
                    field.setAccessible(true);
                    return w.reached(field.get(w.context()));
                }),
                new Attempt("reflection.bundle_context", "look into its own bundle's context", w -> {
                    Field field = World.bundles().getClass().getDeclaredFields()[0];
                    field.setAccessible(true);
                    return w.reached(field.get(World.bundles()));
                }),
                new Attempt("reflection.true_is_false", "make Boolean.TRUE false for everybody", w -> {
                    Field value = Boolean.class.getDeclaredField("value");
                    value.setAccessible(true);
                    value.set(Boolean.TRUE, false);
                    return World.TRIED;
                }),
                new Attempt("reflection.interned_text", "change a text that everybody shares", w -> {
                    Field value = String.class.getDeclaredField("value");
                    value.setAccessible(true);
                    ((byte[]) value.get("true"))[0] = 'f';
                    return World.TRIED;
                }),
                new Attempt("reflection.proxy", "have a proxy read a secret", w -> {
                    Callable<?> reads = (Callable<?>) Proxy.newProxyInstance(
                            ReflectionWays.class.getClassLoader(),
                            new Class<?>[] {Callable.class},
                            (proxy, method, arguments) -> w.loot());
                    return reads.call();
                }),
                new Attempt("reflection.spoofed_gateway", "make a gateway that says another skill's id", w -> {
                    SkillContext other = (SkillContext) Proxy.newProxyInstance(
                            SkillContext.class.getClassLoader(),
                            new Class<?>[] {SkillContext.class},
                            (proxy, method, arguments) -> "net.chingtech.victim");
                    World.bundles().registerService(SkillContext.class, other, null);
                    return w.reached("registered");
                }),
                new Attempt("handles.read", "read a secret by a public method handle", w -> {
                    MethodHandle read = MethodHandles.publicLookup()
                            .findStatic(Files.class, "readString", MethodType.methodType(String.class, Path.class));
                    return read.invoke(w.secret());
                }),
                new Attempt("handles.private_lookup", "get a lookup of java.lang.System's own", w -> {
                    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(System.class, MethodHandles.lookup());
                    return w.reached(lookup.findStaticVarHandle(System.class, "security", Object.class));
                }),
                new Attempt("handles.trusted_lookup", "take the JDK's trusted lookup", w -> {
                    Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
                    trusted.setAccessible(true);
                    return w.reached(trusted.get(null));
                }),
                new Attempt("handles.variable", "reach a gateway's field by a variable handle", w -> {
                    Class<?> type = w.context().getClass();
                    Field field = type.getDeclaredFields()[0];
                    VarHandle handle = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                            .unreflectVarHandle(field);
                    return w.reached(
                            handle.toMethodHandle(VarHandle.AccessMode.GET).invokeWithArguments(w.context()));
                }),
                new Attempt(
                        "handles.hidden_class",
                        "read a secret in a hidden class",
                        w -> thief(
                                w,
                                MethodHandles.lookup()
                                        .defineHiddenClass(bytes(), true)
                                        .lookupClass())),
                new Attempt("handles.foreign_class", "get a lookup of the skill API's own", w -> {
                    MethodHandles.Lookup lookup =
                            MethodHandles.privateLookupIn(SkillContext.class, MethodHandles.lookup());
                    return w.reached(lookup);
                }));
    }

    static byte[] bytes() throws Exception {
        try (java.io.InputStream in = Thief.class.getResourceAsStream("Thief.class")) {
            return in.readAllBytes();
        }
    }

    /** Makes a thief of a class that was made of its bytes, and sends it. */
    static Object thief(World world, Class<?> type) throws Exception {
        java.lang.reflect.Constructor<?> make = type.getDeclaredConstructor(Path.class);
        return ((Callable<?>) make.newInstance(world.secret())).call();
    }
}
