package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

/** What a skill tries, gets and loses after it was started. */
class SecuredLaterTest extends SecuredFixture {

    private static StagedSkill sly() throws Exception {
        return TestSkill.of("sly")
                .optional("filesystem:temp", "env:KEY", "network:outbound:api.example:443", "db:read:sales")
                .stage(artifacts);
    }

    @Test
    void theFramework_isHeldAtRunTimeToo() throws Exception {
        RunningSkill sly = run(sly());
        int services = services();

        Map<String, Object> outcomes = call("sly_do", Map.of("what", "framework"));

        SoftAssertions all = new SoftAssertions();
        outcomes.forEach((name, outcome) -> {
            switch (name) {
                // The first is nobody's tool, the second is seen by nobody, and the third the status says is not
                // stopped.
                case "late_tool", "own_service", "framework_listener" ->
                    all.assertThat((String) outcome).as(name).startsWith("done");
                case "by_location", "by_id" -> all.assertThat(outcome).as(name).isEqualTo("done: null");
                default -> all.assertThat(outcome).as(name).isEqualTo("denied");
            }
        });
        all.assertThat(outcomes).hasSizeGreaterThan(20);
        all.assertAll();
        assertThat(sly.tools()).extracting("name").containsExactly("sly_do");
        assertThat(code("sly_late", Map.of())).isEqualTo("tool_unknown");

        router.retireAndStop(sly.skill().id(), PATIENCE).getValue();
        assertThat(services()).as("services of skills after the stop").isLessThan(services);
        assertThat(services()).isZero();
    }

    private static int services() throws Exception {
        ServiceReference<?>[] all = framework.context().getAllServiceReferences(null, null);
        return (int) Arrays.stream(all)
                .filter(r ->
                        r.getBundle() != null && r.getBundle().getLocation().startsWith("skill:"))
                .count();
    }

    @Test
    void anOptionalPermission_comesAndGoes_withoutAStart() throws Exception {
        RunningSkill sly = host.start(sly(), Grants.NONE);
        router.switchTo(sly);
        assertThat(outcome("temp")).startsWith("other");
        assertThat(granted("filesystem:temp")).isFalse();

        sly.regrant(new Grants(List.of(SkillPermission.parse("filesystem:temp"))));
        assertThat(outcome("temp")).startsWith("done");
        assertThat(granted("filesystem:temp")).isTrue();
        assertThat(home.resolve("skills/temp/org.example.sly_1.0.0/x")).exists();

        assertThatThrownBy(() -> sly.regrant(new Grants(List.of(SkillPermission.parse("db:write:sales")))))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("permission_not_asked"));
        assertThat(outcome("temp")).startsWith("done");

        sly.regrant(Grants.NONE);
        assertThat(granted("filesystem:temp")).isFalse();
        assertThat(outcome("temp")).startsWith("other");
        assertThat(home.resolve("skills/temp/org.example.sly_1.0.0")).doesNotExist();
        assertThat(sly.skill().location()).isIn(framework.skillBundles());
    }

    @Test
    void overItsQuota_aSkillReadsAndDeletes_andWritesAgainWhenItFits() throws Exception {
        RunningSkill sly = run(sly());
        assertThat(outcome("fill")).startsWith("done");

        eventually(() -> sly.vitals().problem() != null);
        assertThat(sly.vitals().problem().code()).isEqualTo("quota_exceeded");
        assertThat(outcome("write")).isEqualTo("denied");
        sly.regrant(new Grants(List.of(SkillPermission.parse("env:KEY"))));
        assertThat(outcome("write")).as("after other grants changed").isEqualTo("denied");

        assertThat(outcome("delete")).isEqualTo("done: true");
        eventually(() -> sly.vitals().problem() == null);
        assertThat(outcome("write")).startsWith("done");
    }

    @Test
    void aDenial_standsInTheAudit_withPermissionSkillAndCall() throws Exception {
        run(sly());

        assertThat(outcome("read")).isEqualTo("denied");

        RecordedAudit audit = (RecordedAudit) framework.service(AuditLog.class);
        eventually(() -> audit.lines().stream()
                .anyMatch(line -> line.contains("org.example.sly@1.0.0")
                        && line.contains("java.io.FilePermission")
                        && line.contains("sly_do: read /etc/hostname")));
        assertThat(Files.readString(home.resolve("logs/skills/org.example.sly.log")))
                .contains("/etc/hostname");
    }

    @Test
    void threadsThatASkillLeft_areEnded_andOneThatHearsNothing_isTold() throws Exception {
        StagedSkill skill = sly();
        RunningSkill sly = run(skill);
        call("sly_do", Map.of("what", "leave_threads"));
        assertThat(threads(skill)).contains("sly-sleeps", "sly-timer", "sly-deaf");

        router.retireAndStop(sly.skill().id(), Duration.ofSeconds(1)).getValue();

        assertThat(threads(skill)).containsExactly("sly-deaf");
        assertThat(host.status().cannotStop())
                .anyMatch(line -> line.contains("org.example.sly 1.0.0 was stopped, and 1 of its threads"));
        RecordedAudit audit = (RecordedAudit) framework.service(AuditLog.class);
        assertThat(audit.lines())
                .anyMatch(line ->
                        line.startsWith("skill_threads_left org.example.sly@1.0.0") && line.contains("sly-deaf"));

        allThreads().filter(thread -> thread.getName().equals("sly-deaf")).forEach(thread -> thread.setName("end"));
        eventually(() -> host.status().cannotStop().stream().noneMatch(line -> line.contains("org.example.sly")));
    }

    private static List<String> threads(StagedSkill skill) {
        return allThreads()
                .filter(thread -> thread.getThreadGroup() != null
                        && thread.getThreadGroup().getName().equals(skill.location()))
                .map(Thread::getName)
                .toList();
    }

    private static java.util.stream.Stream<Thread> allThreads() {
        return Thread.getAllStackTraces().keySet().stream();
    }

    private static void eventually(BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never held").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String outcome(String what) throws Exception {
        return (String) call("sly_do", Map.of("what", what)).get("outcome");
    }

    private static boolean granted(String permission) throws Exception {
        return (boolean) call("sly_do", Map.of("what", "granted", "permission", permission))
                .get("granted");
    }
}
