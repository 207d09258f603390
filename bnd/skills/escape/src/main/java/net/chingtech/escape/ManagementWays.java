package net.chingtech.escape;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tools of an administrator would use: attaching, heap dumps, management beans. */
final class ManagementWays {

    private static final String DIAGNOSTIC = "com.sun.management:type=DiagnosticCommand";

    private ManagementWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("management.attach", "attach to the container's process", w -> {
                    Class<?> machine = World.type("com.sun.tools.attach.VirtualMachine");
                    Object attached = invoke(machine.getMethod("attach", String.class), null, w.hint("container_pid"));
                    return invoke(machine.getMethod("getSystemProperties"), attached);
                }),
                new Attempt("management.attach_file", "ask the container to open its attach door", w -> {
                    Path ask = Path.of("/proc", w.hint("container_pid"), "cwd/.attach_pid" + w.hint("container_pid"));
                    return Files.createFile(ask);
                }),
                new Attempt("management.agent", "load an agent into its own JVM", w -> {
                    Class<?> machine = World.type("com.sun.tools.attach.VirtualMachine");
                    String self = String.valueOf(ProcessHandle.current().pid());
                    Object attached = invoke(machine.getMethod("attach", String.class), null, self);
                    invoke(machine.getMethod("loadAgent", String.class), attached, w.hint("own_artifact"));
                    return w.reached("loaded");
                }),
                new Attempt("management.heap_dump", "dump the heap, with all that is in it", w -> {
                    Class<?> type = World.type("com.sun.management.HotSpotDiagnosticMXBean");
                    Object bean = ManagementFactory.class
                            .getMethod("getPlatformMXBean", Class.class)
                            .invoke(null, type);
                    Path dump = w.own("heap.hprof");
                    Files.deleteIfExists(dump);
                    invoke(type.getMethod("dumpHeap", String.class, boolean.class), bean, dump.toString(), true);
                    Files.delete(dump);
                    return w.reached("dumped");
                }),
                new Attempt(
                        "management.command",
                        "give the JVM a diagnostic command",
                        w -> w.reached(command("vmSystemProperties"))),
                new Attempt("management.arguments", "read the container's command line by its bean", w -> {
                    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
                    return w.reached(runtime.getInputArguments() + " " + runtime.getClassPath());
                }),
                new Attempt(
                        "management.threads",
                        "dump all threads by their bean",
                        w -> w.reached(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false).length)),
                new Attempt("management.beans", "list all management beans", w -> {
                    Object server = ManagementFactory.class
                            .getMethod("getPlatformMBeanServer")
                            .invoke(null);
                    Class<?> type = World.type("javax.management.MBeanServerConnection");
                    return w.reached(invoke(type.getMethod("getDomains"), server));
                }),
                new Attempt("management.verbose", "make the JVM verbose", w -> {
                    ManagementFactory.getMemoryMXBean().setVerbose(false);
                    return w.reached("set");
                }),
                new Attempt("management.remote", "open a door for remote management", w -> {
                    Class<?> url = World.type("javax.management.remote.JMXServiceURL");
                    Class<?> factory = World.type("javax.management.remote.JMXConnectorServerFactory");
                    Object server = ManagementFactory.class
                            .getMethod("getPlatformMBeanServer")
                            .invoke(null);
                    Object address = invoke(url.getConstructor(String.class), "service:jmx:rmi://");
                    Object door = invoke(
                            factory.getMethod(
                                    "newJMXConnectorServer",
                                    url,
                                    java.util.Map.class,
                                    World.type("javax.management.MBeanServer")),
                            null,
                            address,
                            null,
                            server);
                    invoke(door.getClass().getMethod("start"), door);
                    return w.reached("opened");
                }),
                new Attempt("management.recording", "record the JVM by its flight recorder", w -> {
                    Object recording = invoke(World.type("jdk.jfr.Recording").getConstructor());
                    invoke(recording.getClass().getMethod("start"), recording);
                    invoke(recording.getClass().getMethod("close"), recording);
                    return w.reached("recorded");
                }));
    }

    private static Object command(String name) throws Throwable {
        Object server =
                ManagementFactory.class.getMethod("getPlatformMBeanServer").invoke(null);
        Class<?> nameType = World.type("javax.management.ObjectName");
        Object bean = invoke(nameType.getConstructor(String.class), DIAGNOSTIC);
        return invoke(
                World.type("javax.management.MBeanServerConnection")
                        .getMethod("invoke", nameType, String.class, Object[].class, String[].class),
                server,
                bean,
                name,
                new Object[0],
                new String[0]);
    }

    private static Object invoke(java.lang.reflect.Executable what, Object... arguments) throws Throwable {
        try {
            if (what instanceof java.lang.reflect.Constructor<?> constructor) {
                return constructor.newInstance(arguments);
            }
            Object[] rest = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
            return ((java.lang.reflect.Method) what).invoke(arguments[0], rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
