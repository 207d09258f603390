package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The files that a sandbox shows: the JVM's, ours, a few made ones in {@code /etc}, the programs', and the launch's. */
final class Root {

    /** What of {@code /proc} says something of the machine and is of no use to a skill. */
    static final List<String> HIDDEN = List.of(
            "kcore", "keys", "kallsyms", "timer_list", "sched_debug", "cmdline", "modules", "key-users", "config.gz");

    private static final Map<String, String> ETC = Map.of(
            "passwd", "skill:x:1000:1000:skill:/skill:/bin/false\n",
            "group", "skill:x:1000:\n",
            "hosts", "127.0.0.1 localhost\n::1 localhost\n",
            "nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");

    private final Path scratch;
    private final List<Binding> locale;
    private final Map<Path, List<Binding>> javas = new ConcurrentHashMap<>();
    private final KnownPrograms programs = new KnownPrograms();

    /**
     * @param scratch our folder, where the made files are put
     */
    Root(Path scratch) throws IOException {
        this.scratch = Files.createDirectories(scratch.resolve("etc"));
        for (Map.Entry<String, String> file : ETC.entrySet()) {
            Files.writeString(this.scratch.resolve(file.getKey()), file.getValue());
        }
        locale = locale();
    }

    /** Names of files and arguments are UTF-8 for a JVM, and texts for the utilities, only where they find this. */
    private static List<Binding> locale() throws IOException {
        List<Binding> found = new ArrayList<>();
        for (String name : List.of("C.utf8", "C.UTF-8")) {
            Path folder = Path.of("/usr/lib/locale", name);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(Files::isRegularFile)
                            .forEach(file -> found.add(Binding.readOnly(file, file.toString())));
                }
            }
        }
        return List.copyOf(found);
    }

    /** All that is there inside, parents before children, each place once. */
    List<Binding> bindings(Launch launch) throws IOException {
        List<Binding> all = new ArrayList<>();
        ETC.keySet().forEach(name -> all.add(Binding.readOnly(scratch.resolve(name), "/etc/" + name)));
        all.addAll(java(launch.java()));
        all.addAll(locale);
        for (Path program : launch.programs()) {
            all.addAll(programs.program(program));
        }
        for (Path program : Inside.programs(launch)) {
            all.addAll(programs.program(program));
        }
        launch.readOnly().forEach((place, file) -> all.add(new Binding(file, place, false)));
        launch.writable().forEach((place, file) -> all.add(new Binding(file, place, true)));
        return once(all);
    }

    private List<Binding> java(Path home) throws IOException {
        List<Binding> known = javas.get(home);
        if (known == null) {
            known = JavaHome.bindings(home);
            javas.put(home, known);
        }
        return known;
    }

    /** A bind over another, or over a file in a bound folder, would fail or hide: the first and the widest stay. */
    static List<Binding> once(List<Binding> all) {
        Map<String, Binding> places = new LinkedHashMap<>();
        all.stream()
                .map(MergedFolders::place)
                .sorted((a, b) -> Integer.compare(a.place().length(), b.place().length()))
                .filter(binding -> !isIn(places.values(), binding))
                .forEach(binding -> places.putIfAbsent(binding.place(), binding));
        return List.copyOf(places.values());
    }

    private static boolean isIn(Collection<Binding> folders, Binding binding) {
        return folders.stream()
                .anyMatch(folder -> binding.place().startsWith(folder.place() + "/")
                        && binding.file().normalize().startsWith(folder.file().normalize()));
    }
}
