package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code to the table "Rooms, and who may know whom" of runtime/ARCHITECTURE.md. */
class LayersTest {

    private static final Path TOP = Path.of("../..").toAbsolutePath().normalize();
    private static final String ROOT = "net.chingtech.ctos.";
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9/*-]+)` \\| (`[a-z.]+`|theirs) \\| ([^|]+) \\|");

    /** One row of the table: where the classes are, their package below the root, and the rooms they may use. */
    private record Room(String folder, String name, Set<String> mayKnow) {}

    @Test
    void everyArrow_goesWhereTheTableSays() throws IOException {
        List<Room> rooms = rooms();
        assertThat(rooms).hasSizeGreaterThan(15);
        List<String> names = rooms.stream().map(Room::name).toList();
        Map<String, String> forbidden = new LinkedHashMap<>();
        for (Room room : rooms) {
            for (Path classes : classFolders(room.folder())) {
                for (JavaClass type : new ClassFileImporter().importPath(classes)) {
                    for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
                        String to = roomOf(arrow.getTargetClass().getPackageName(), names)
                                .orElse(room.name());
                        if (!to.equals(room.name()) && !room.mayKnow().contains(to)) {
                            forbidden.put(room.name() + " -> " + to, arrow.getDescription());
                        }
                    }
                }
            }
        }
        assertThat(forbidden).as("arrows that the table does not have").isEmpty();
    }

    @Test
    void packages_haveNoCircles() throws IOException {
        for (Room room : rooms()) {
            for (Path classes : classFolders(room.folder())) {
                JavaClasses imported = new ClassFileImporter().importPath(classes);
                SlicesRuleDefinition.slices()
                        .matching("net.chingtech.(**)")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(imported);
            }
        }
    }

    @Test
    void everyModuleWithClasses_standsInTheTable() throws IOException {
        Set<Path> inTable = new TreeSet<>();
        for (Room room : rooms()) {
            inTable.addAll(classFolders(room.folder()));
        }
        Set<Path> onDisk = new TreeSet<>();
        for (String pom : modules()) {
            Path sources = TOP.resolve(pom).resolve("src/main/java");
            if (Files.isDirectory(sources)) {
                onDisk.add(TOP.resolve(pom).resolve("target/classes"));
            }
        }
        assertThat(inTable).containsAll(onDisk);
    }

    @Test
    void everyPackage_saysItsJob() throws IOException {
        Set<String> packages = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        for (String module : modules()) {
            Path sources = TOP.resolve(module).resolve("src/main/java");
            if (!Files.isDirectory(sources)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                    String name = sources.relativize(file.getParent()).toString();
                    (file.endsWith("package-info.java") ? described : packages).add(name);
                }
            }
        }
        assertThat(described).containsAll(packages);
    }

    private static List<String> modules() throws IOException {
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(TOP.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Optional<String> roomOf(String packageName, List<String> names) {
        if (!packageName.startsWith(ROOT)) {
            return Optional.empty();
        }
        String rest = packageName.substring(ROOT.length());
        return names.stream()
                .filter(name -> rest.equals(name) || rest.startsWith(name + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }

    private static List<Room> rooms() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(TOP.resolve("runtime/ARCHITECTURE.md")));
        return rows.results()
                .map(row -> new Room(
                        row.group(1),
                        row.group(2).replace("`", ""),
                        Arrays.stream(row.group(3).split(","))
                                .map(String::strip)
                                .collect(Collectors.toSet())))
                .toList();
    }

    private static List<Path> classFolders(String folder) throws IOException {
        if (!folder.endsWith("/*")) {
            return List.of(TOP.resolve(folder).resolve("target/classes"));
        }
        try (Stream<Path> children = Files.list(TOP.resolve(folder).getParent())) {
            return children.map(child -> child.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }
}
