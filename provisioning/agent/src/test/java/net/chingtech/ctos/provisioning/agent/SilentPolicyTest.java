package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.provisioning.UpdatePolicy.Mode;
import net.chingtech.ctos.provisioning.UpdatePolicy.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the policy says of each kind of update, in plans and in the list of updates. */
class SilentPolicyTest {

    private static final Mode[] MODES = Mode.values();

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "1.2.3"));
        rig.install(CRM, null);
    }

    private String reason(String version) {
        Problem problem =
                rig.plan(new Change.Update(CRM, SkillVersion.of(version))).notSilent();
        return problem == null ? "silent" : problem.code();
    }

    private List<String> allReasons() {
        Problem problem = rig.plan(new Change.Update(CRM, null)).notSilent();
        return problem.more().isEmpty()
                ? List.of(problem.code())
                : problem.more().stream()
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .toList();
    }

    @Test
    void everyKindOfUpdate_underEveryPolicy() throws ProvisioningException {
        for (String version : List.of("1.2.4", "1.3.0", "2.0.0")) {
            rig.publish(skill(CRM, version));
        }
        for (String version : List.of("1.2.5", "1.3.1", "2.0.1")) {
            rig.publish(skill(CRM, version).json("security_fix", true));
        }
        for (Mode security : MODES) {
            for (Mode patch : MODES) {
                for (Mode minor : MODES) {
                    UpdatePolicy policy = new UpdatePolicy(security, patch, minor, 0, null);
                    rig.parts.agent.policy(policy, "admin");
                    Map<String, String> found = new TreeMap<>();
                    for (String version : List.of("1.2.4", "1.2.5", "1.3.0", "1.3.1", "2.0.0", "2.0.1")) {
                        found.put(version, reason(version));
                    }
                    assertThat(found)
                            .as(policy.toString())
                            .isEqualTo(new TreeMap<>(Map.of(
                                    "1.2.4", said(patch),
                                    "1.2.5", said(security),
                                    "1.3.0", said(minor),
                                    "1.3.1", said(security),
                                    "2.0.0", "major_version",
                                    "2.0.1", "major_version")));
                }
            }
        }
    }

    private static String said(Mode mode) {
        return mode == Mode.SILENT ? "silent" : "policy_asks";
    }

    @Test
    void ageIsThePolicys() throws ProvisioningException {
        rig.publish(skill(CRM, "1.2.4"));
        assertThat(reason("1.2.4")).isEqualTo("release_too_young");
        rig.parts.agent.policy(CRM, new UpdatePolicy(null, null, null, 2, null), "admin");
        assertThat(reason("1.2.4")).isEqualTo("release_too_young");
        rig.clock.pass(Duration.ofHours(2));
        assertThat(reason("1.2.4")).isEqualTo("silent");
        assertThat(rig.parts.agent.checkForUpdates().updates().get(0).notSilent())
                .isNull();
    }

    @Test
    void windowIsThePolicys() throws ProvisioningException {
        rig.publish(skill(CRM, "1.2.4"));
        Window night = new Window(List.of(), LocalTime.of(1, 0), LocalTime.of(2, 0), ZoneOffset.UTC);
        rig.parts.agent.policy(new UpdatePolicy(null, null, null, 0, night), "admin");
        assertThat(reason("1.2.4")).isEqualTo("outside_window");
        assertThat(rig.parts
                        .agent
                        .checkForUpdates()
                        .updates()
                        .get(0)
                        .notSilent()
                        .detail())
                .contains("2026-03-02T01:00:00Z");
        rig.clock.pass(Duration.ofHours(13));
        assertThat(reason("1.2.4")).isEqualTo("silent");
    }

    @Test
    void everythingThatAsks_isNamed() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.publish(skill(CRM, "2.0.0", ACCOUNTING.value(), "*").json("permissions", List.of("filesystem:temp")));
        assertThat(allReasons())
                .containsExactly(
                        "not_an_update", "permissions_added", "dependency_added", "major_version", "release_too_young");
    }

    @Test
    void reachGained_asks() {
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "*")
                .json("optional_permissions", List.of("skill:call:" + CRM)));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(ACCOUNTING, "1.0.1", CRM.value(), "^1.2.4")
                .json("optional_permissions", List.of("skill:call:" + CRM)));
        rig.publish(skill(CRM, "1.2.4").json("permissions", List.of("filesystem:temp")));
        Problem problem = rig.plan(new Change.Update(ACCOUNTING, null)).notSilent();
        assertThat(problem.more()).anyMatch(line -> line.startsWith("reach_added: net.chingtech.accounting"));
    }

    @Test
    void heldAndFailed_areNamedInTheListOfUpdates() throws ProvisioningException {
        rig.publish(skill(CRM, "1.2.4"));
        rig.failedBefore(CRM, "1.2.4");
        rig.parts.agent.hold(CRM, true, "admin");
        Problem problem = rig.parts.agent.checkForUpdates().updates().get(0).notSilent();
        assertThat(problem.code()).isEqualTo("held");
        assertThat(problem.more()).anyMatch(line -> line.startsWith("failed_before: "));
    }
}
