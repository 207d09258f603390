package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What of a Java installation a JVM without a screen needs, and where that is inside: the home is always {@code /java}. */
final class JavaHome {

    static final String INSIDE = "/java";

    /** None of the JDK's tools but the one that starts a JVM. */
    private static final List<String> PARTS = List.of("bin/java", "lib", "conf", "release");

    /** Libraries of the JDK that a skill may have use for; not those for screens, sound and debuggers. */
    private static final List<String> OPENED = List.of(
            "server/libjvm.so",
            "libjava.so",
            "libjimage.so",
            "libjli.so",
            "libjsig.so",
            "libnet.so",
            "libnio.so",
            "libextnet.so",
            "libzip.so",
            "libverify.so",
            "libinstrument.so",
            "libjaas.so",
            "libmanagement.so",
            "libmanagement_ext.so",
            "libprefs.so",
            "libsyslookup.so",
            "jspawnhelper");

    /** Links of a distribution into folders that no JVM reads. */
    private static final Set<String> UNUSED = Set.of("src.zip", "libatk-wrapper.so", "accessibility.properties");

    private JavaHome() {}

    static List<Binding> bindings(Path home) throws IOException {
        Path real = home.toRealPath();
        List<Binding> bindings = new ArrayList<>();
        for (String part : PARTS) {
            if (Files.exists(real.resolve(part))) {
                bindings.add(Binding.readOnly(real.resolve(part), INSIDE + "/" + part));
            }
        }
        addLinked(bindings, real);
        addLibraries(bindings, real);
        return bindings;
    }

    /** Debian keeps the configuration and the certificates elsewhere, and links to them. */
    private static void addLinked(List<Binding> bindings, Path real) throws IOException {
        for (String part : List.of("conf", "lib")) {
            if (!Files.isDirectory(real.resolve(part))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(real.resolve(part))) {
                for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                    Path place = Path.of(INSIDE)
                            .resolve(real.relativize(link.getParent()).toString())
                            .resolve(Files.readSymbolicLink(link))
                            .normalize();
                    if (Files.isRegularFile(link)
                            && !place.startsWith(INSIDE)
                            && !UNUSED.contains(link.getFileName().toString())) {
                        bindings.add(Binding.readOnly(link.toRealPath(), place.toString()));
                    }
                }
            }
        }
    }

    private static void addLibraries(List<Binding> bindings, Path real) throws IOException {
        Path java = real.resolve("bin/java");
        Path loader = Elf.loader(java)
                .orElseThrow(
                        () -> new IOException(java + " names no dynamic loader: it is no 64-bit program for Linux"));
        List<Path> libraries = new ArrayList<>(Libraries.of(java, loader));
        for (String name : OPENED) {
            Path file = real.resolve("lib").resolve(name);
            if (Files.isRegularFile(file)) {
                libraries.addAll(Libraries.of(file, loader));
            }
        }
        for (Path library : libraries) {
            if (!library.toRealPath().startsWith(real)) {
                bindings.add(Binding.readOnly(library.toRealPath(), library.toString()));
            }
        }
    }
}
