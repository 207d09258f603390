package net.chingtech.ctos.child;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.chingtech.ctos.child.framework.Packages;
import org.junit.jupiter.api.Test;

/** What is on the class path is offered to skills under the versions that it really has. */
class ClassPathTest {

    @Test
    void packagesForSkills_haveTheVersionsOfTheirJars() throws Exception {
        Map<String, String> exported = exportedByJars();
        for (String clause : Packages.FOR_SKILLS) {
            Map.Entry<String, Attrs> offered =
                    OSGiHeader.parseHeader(clause).entrySet().iterator().next();
            assertThat(exported)
                    .as(clause)
                    .containsEntry(offered.getKey(), offered.getValue().getVersion());
        }
    }

    private static Map<String, String> exportedByJars() throws Exception {
        Map<String, String> exported = new TreeMap<>();
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("ctos.child"), "lib"))) {
            jars = files.toList();
        }
        for (Path file : jars) {
            try (JarFile jar = new JarFile(file.toFile())) {
                OSGiHeader.parseHeader(jar.getManifest().getMainAttributes().getValue("Export-Package"))
                        .forEach((name, attributes) -> exported.putIfAbsent(name, attributes.getVersion()));
            }
        }
        return exported;
    }
}
