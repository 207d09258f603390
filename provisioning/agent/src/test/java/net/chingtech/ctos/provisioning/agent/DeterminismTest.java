package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same offers in another order give the same plan, and the same skills the same lock file, byte for byte. */
class DeterminismTest {

    @TempDir
    Path folder;

    @Test
    void permutedOffers_samePlan() {
        Rig rig = new Rig(folder);
        publish(rig);
        String first = rig.plan(new Change.Install(id("top"), null)).digest();
        for (int seed = 1; seed <= 20; seed++) {
            rig.hub.shuffle(seed);
            Plan plan = rig.plan(new Change.Install(id("top"), null));
            assertThat(plan.digest()).as("seed " + seed + ": " + plan.summary()).isEqualTo(first);
        }
    }

    @Test
    void permutedSourcesAndRegistry_samePlanOfAnUpdate() throws IOException {
        Rig rig = new Rig(folder);
        FakeSource second = new FakeSource("skillhub:second");
        rig.sources.add(second);
        publish(rig);
        rig.install(id("top"), "1.0.0");
        rig.publish(second, rig.official, skill(id("extra"), "1.0.0"));
        rig.publish(skill(id("base"), "1.2.0").json("permissions", List.of("db:read:b", "db:read:a")));
        rig.publish(
                skill(id("top"), "1.3.0", id("extra").value(), "*", id("left").value(), "*"));
        String first = rig.plan(new Change.Update(null, null)).digest();
        for (int seed = 1; seed <= 5; seed++) {
            rig.hub.shuffle(seed);
            Collections.shuffle(rig.sources, new Random(seed));
            shuffleRegistry(rig, seed);
            rig.restart();
            Plan plan = rig.plan(new Change.Update(null, null));
            assertThat(plan.digest()).as("seed " + seed + ": " + plan.summary()).isEqualTo(first);
        }
    }

    private static void shuffleRegistry(Rig rig, int seed) throws IOException {
        ObjectNode registry =
                (ObjectNode) Json.mapper().readTree(rig.home.registry().toFile());
        List<JsonNode> skills = new ArrayList<>();
        registry.path("skills").forEach(skills::add);
        Collections.shuffle(skills, new Random(seed));
        registry.putArray("skills").addAll(skills);
        Files.write(rig.home.registry(), Json.writePretty(registry));
    }

    @Test
    void permutedInstalls_sameLockFile() throws IOException {
        Rig one = new Rig(folder.resolve("one"));
        publish(one);
        one.install(id("top"), null);
        List<SkillId> ids = new ArrayList<>(one.parts.store.state().registry().skills().stream()
                .map(entry -> entry.id())
                .toList());
        byte[] lock = Files.readAllBytes(one.home.lockFile());

        Collections.shuffle(ids, new Random(7));
        while (!ids.isEmpty()) {
            // Taken away from the top down, and put back in whatever order is left.
            ids.removeIf(id -> {
                boolean free = one.parts.store.state().registry().neededBy(id).isEmpty();
                if (free) {
                    one.succeed(new Change.Uninstall(id, true));
                }
                return free;
            });
        }
        for (String name : List.of("left", "right", "top")) {
            one.install(id(name), null);
        }
        assertThat(Files.readAllBytes(one.home.lockFile())).isEqualTo(lock);
    }

    private static void publish(Rig rig) {
        for (String version : List.of("1.0.0", "1.1.0", "2.0.0", "2.1.0-beta.1")) {
            rig.publish(skill(id("base"), version));
        }
        for (String version : List.of("1.0.0", "1.2.0")) {
            rig.publish(skill(id("left"), version, id("base").value(), "^1.0.0"));
            rig.publish(skill(id("right"), version, id("base").value(), ">=1.0.0"));
            rig.publish(skill(
                    id("top"), version, id("left").value(), "*", id("right").value(), "^1.0.0"));
        }
    }

    private static SkillId id(String name) {
        return new SkillId("net.chingtech." + name);
    }
}
