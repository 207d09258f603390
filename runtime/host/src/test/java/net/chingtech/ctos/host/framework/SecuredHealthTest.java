package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What the container itself says of a skill's health, whatever the skill says. */
class SecuredHealthTest extends SecuredFixture {

    /** Waits until its health is told in lines like that. */
    private static Health await(RunningSkill skill, Predicate<Health> like) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Health health = skill.health();
        while (!like.test(health)) {
            assertThat(System.nanoTime())
                    .as("the last that was seen: %s", health)
                    .isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
            health = skill.health();
        }
        return health;
    }

    private static void awaitBad(RunningSkill skill, String... lines) {
        await(skill, health -> !health.isGood() && health.lines().containsAll(List.of(lines)));
    }

    @Test
    void aToolThatIsGone_isNamed() throws Exception {
        RunningSkill fading = run(TestSkill.of("fading").stage(artifacts));
        assertThat(fading.health().isGood()).isTrue();

        call("fading_turn", Map.of());

        awaitBad(fading, "The tool fading_other is gone", "org.example.fading.OtherTool is not there yet");
    }

    @Test
    void aComponentThatLostItsSettings_isNamed() throws Exception {
        StagedSkill settled = TestSkill.of("settled").stage(artifacts);
        Configuration server = framework
                .service(ConfigurationAdmin.class)
                .getConfiguration("org.example.settled.server|org.example.settled|1.0.0", settled.location());
        server.update(new Hashtable<>(Map.of("server", "mail.example")));
        RunningSkill running = run(settled);
        assertThat(running.health().isGood()).isTrue();

        server.delete();

        awaitBad(
                running,
                "The tool settled_needy is gone",
                "org.example.settled.NeedyTool was there when the skill started, and is not any more");
    }

    @Test
    void aHealthCheckThatHangs_endsWithinItsLimit_andIsNotAskedAgainMeanwhile() throws Exception {
        RunningSkill fading = run(TestSkill.of("fading").impatient().stage(artifacts));
        Path data = home.resolve("skills/data/org.example.fading");
        Files.delete(data.resolve("asked"));
        Files.writeString(data.resolve("stuck"), "x");

        for (int i = 0; i < 3; i++) {
            assertThat(fading.health().lines()).containsExactly("The health check took longer than 4000 ms.");
        }

        assertThat(data.resolve("asked")).hasContent("x");
        Files.delete(data.resolve("stuck"));
        assertThat(await(fading, Health::isGood).lines()).containsExactly("OK well");
    }
}
