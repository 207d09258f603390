package net.chingtech.ctos.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;

/** Configurations of the container itself, which come to Configuration Admin as to any other. */
class ContainerConfigurationTest {

    @TempDir
    private Path temp;

    @Test
    void everyKindOfValue_comesBackAsItWas() throws Exception {
        Hashtable<String, Object> values = new Hashtable<>();
        for (Object value : List.of("t\u00e9xt\n", true, 1, 2L, 3.5, 4.5f, (short) 5, (byte) 6, 'c', Double.NaN)) {
            values.put("single." + value.getClass().getSimpleName() + value.hashCode(), value);
        }
        values.put("array", new String[] {"a", ""});
        values.put("empty.array", new Long[0]);
        values.put("primitives", new int[] {1, 2});
        values.put("flags", new boolean[] {true, false});
        values.put("list", List.of(1L, 2L));
        values.put("empty.list", List.of());

        try (RunningFramework framework = RunningFramework.start(temp.resolve("home"))) {
            framework.admin().getConfiguration("org.example.thing", "?").update(values);
        }
        try (RunningFramework framework = RunningFramework.start(temp.resolve("home"))) {
            Configuration configuration = framework.admin().getConfiguration("org.example.thing", "?");
            Dictionary<String, Object> back = configuration.getProperties();
            back.remove("service.pid");
            assertThat(Collections.list(back.keys())).containsExactlyInAnyOrderElementsOf(values.keySet());
            values.forEach((name, value) -> {
                assertThat(back.get(name)).as(name).isEqualTo(value);
                if (!(value instanceof List)) {
                    assertThat(back.get(name)).as(name).hasSameClassAs(value);
                }
            });
            configuration.delete();
        }
        try (RunningFramework framework = RunningFramework.start(temp.resolve("home"))) {
            assertThat(framework.admin().listConfigurations(null)).isNull();
        }
    }

    @Test
    void factoryConfigurations_areThereAgain() throws Exception {
        try (RunningFramework framework = RunningFramework.start(temp.resolve("home"))) {
            Hashtable<String, Object> values = new Hashtable<>();
            values.put("port", 80);
            framework
                    .admin()
                    .getFactoryConfiguration("org.example.server", "one", "?")
                    .update(values);
            framework
                    .admin()
                    .createFactoryConfiguration("org.example.server", "?")
                    .update(values);
        }
        try (RunningFramework framework = RunningFramework.start(temp.resolve("home"))) {
            assertThat(framework.admin().listConfigurations("(service.factoryPid=org.example.server)"))
                    .hasSize(2)
                    .allSatisfy(
                            one -> assertThat(one.getProperties().get("port")).isEqualTo(80));
        }
    }

    @Test
    void aFileUnderAnotherName_isNotTakenTwice() throws Exception {
        Path config = temp.resolve("home/config");
        try (RunningFramework framework = RunningFramework.start(temp.resolve("home"))) {
            framework.admin().getConfiguration("org.example.thing", "?").update(new Hashtable<>());
        }
        Files.copy(config.resolve("org.example.thing.json"), config.resolve("other.json"));
        try (RunningFramework framework = RunningFramework.start(temp.resolve("home"))) {
            assertThat(framework.admin().listConfigurations(null)).hasSize(1);
        }
        try (Stream<Path> files = Files.list(config)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("org.example.thing.json", "other.json.damaged");
        }
    }
}
