package net.chingtech.ctos.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilePermission;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillRightsTest {

    private static final ContainerHome HOME = new ContainerHome(Path.of("/home/ctos"));
    private static final Set<String> KNOWN_TYPES = Set.of(
            "org.osgi.framework.PackagePermission",
            "org.osgi.framework.CapabilityPermission",
            "org.osgi.framework.ServicePermission",
            "java.io.FilePermission",
            "java.util.PropertyPermission");

    @Test
    void noGrants_giveTheApiTheContextAndTheOwnFolder() throws Exception {
        List<Right> rights = rights("net.example.notes");

        assertThat(rights).extracting(Right::type).containsOnlyElementsOf(KNOWN_TYPES);
        assertThat(services(rights))
                .containsExactlyInAnyOrder(
                        "net.chingtech.ctos.skill.SkillContext get",
                        "org.osgi.service.condition.Condition get",
                        "net.chingtech.ctos.skill.SkillTool register",
                        "net.chingtech.ctos.skill.SkillMigration register",
                        "org.apache.felix.hc.api.HealthCheck register",
                        "net.example.notes.* register,get");
        assertThat(files(rights))
                .containsExactlyInAnyOrder(
                        "/home/ctos/skills/data/net.example.notes/. read",
                        "/home/ctos/skills/data/net.example.notes/- read,write,delete");
    }

    @Test
    void eachGrant_addsItsGatewayOrFolderAndNothingElse() throws Exception {
        List<Right> none = rights("net.example.notes");

        assertThat(added(none, "db:read:sales")).containsExactly("net.chingtech.ctos.skill.Data get");
        assertThat(added(none, "db:write:crm")).containsExactly("net.chingtech.ctos.skill.Data get");
        assertThat(added(none, "skill:call:net.example.crm")).containsExactly("net.chingtech.ctos.skill.Skills get");
        assertThat(added(none, "filesystem:temp"))
                .containsExactly(
                        "/home/ctos/skills/temp/net.example.notes_1.0.0/. read",
                        "/home/ctos/skills/temp/net.example.notes_1.0.0/- read,write,delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"network:outbound", "network:outbound:a.example:443"})
    void network_isAGateway_andNeverASocket(String permission) throws Exception {
        assertThat(added(rights("net.example.notes"), permission)).containsExactly("net.chingtech.ctos.skill.Http get");
    }

    @Test
    void env_isHeldByTheContext_andOwnTablesByTheDataGateway() throws Exception {
        List<Right> none = rights("net.example.notes");

        assertThat(added(none, "env:KEY")).isEmpty();
        assertThat(added(none, "db:own")).containsExactly("net.chingtech.ctos.skill.Data get");
    }

    @Test
    void theGatewayOfAnOptionalPermission_isThere_grantedOrNot_andItsFolderIsNot() throws Exception {
        StagedSkill skill = skill(
                "net.example.notes",
                "[],\"optional_permissions\":[\"network:outbound:a.example:443\",\"filesystem:temp\"]");

        List<Right> declined = SkillRights.of(skill, Grants.NONE, HOME, true);

        assertThat(services(declined)).contains("net.chingtech.ctos.skill.Http get");
        assertThat(files(declined)).noneMatch(f -> f.contains("/temp/"));
        assertThat(files(SkillRights.of(
                        skill, new Grants(List.of(SkillPermission.parse("filesystem:temp"))), HOME, true)))
                .anyMatch(f -> f.contains("/temp/"));
    }

    @Test
    void whoMayNotWrite_readsAndDeletes() throws Exception {
        StagedSkill skill = skill("net.example.notes", "[]");

        assertThat(files(SkillRights.of(skill, Grants.NONE, HOME, false)))
                .containsExactly(
                        "/home/ctos/skills/data/net.example.notes/. read",
                        "/home/ctos/skills/data/net.example.notes/- read,delete");
    }

    @Test
    void aProgram_cannotBeHeldHere_andIsRefusedByName() throws Exception {
        assertThat(SkillRights.holds(SkillPermission.parse("process:exec:ls"))).isFalse();
        assertThat(SkillRights.holds(SkillPermission.parse("env:KEY"))).isTrue();
        assertThatThrownBy(() -> rights("net.example.notes", "process:exec:ls"))
                .isInstanceOfSatisfying(StartFailed.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("permission_not_supported_here");
                    assertThat(e.problem().more()).containsExactly("process:exec:ls");
                });
    }

    @Test
    void aProgramInAProcess_comesWithWhatItsParentNeeds() throws Exception {
        StagedSkill skill = skill("net.example.notes", "[\"process:exec:sh\"]");
        List<Right> without =
                SkillRights.inProcess(skill, Grants.NONE, new SkillRights.Reach("/skill/data", null, List.of()));

        List<Right> with = SkillRights.inProcess(
                skill,
                new Grants(skill.manifest().permissions()),
                new SkillRights.Reach("/skill/data", null, List.of("/usr/bin/sh")));

        assertThat(with.stream().filter(right -> !without.contains(right)).map(r -> r.name() + " " + r.actions()))
                .containsExactlyInAnyOrder("/usr/bin/sh execute", "getenv.* ", "manageProcess ");
    }

    @Test
    void whatTheManifestDoesNotAskFor_isRefused() throws Exception {
        StagedSkill skill = skill("net.example.notes", "[\"db:read:sales\"]");
        Grants more = new Grants(List.of(SkillPermission.parse("db:write:sales")));

        assertThatThrownBy(() -> SkillRights.of(skill, more, HOME, true))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("permission_not_asked"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"net.chingtech", "net.chingtech.ctos", "org.osgi", "org.apache.felix", "org.osgi.service.log"})
    void anIdLikeThePlatforms_givesNoRightOnItsServices(String id) throws Exception {
        assertThat(services(rights(id))).noneMatch(s -> s.contains("*"));
    }

    @Test
    void anIdThatEndsInAHyphen_isNoWildcardOnItsNeighbour() throws Exception {
        // The security layer takes a hyphen at the end of a file name for "all below".
        assertThat(files(rights("net.example.notes-")))
                .noneMatch(f -> f.startsWith("/home/ctos/skills/data/net.example.notes- "));
        FilePermission folder = new FilePermission("/home/ctos/skills/data/net.example.notes-/.", "read");
        assertThat(folder.implies(new FilePermission("/home/ctos/skills/data/net.example.notes-", "read")))
                .isTrue();
        assertThat(folder.implies(new FilePermission("/home/ctos/skills/data/net.example.notes/x", "read")))
                .isFalse();
    }

    private static List<String> added(List<Right> before, String permission) throws Exception {
        return rights("net.example.notes", permission).stream()
                .filter(r -> !before.contains(r))
                .map(r -> r.name() + " " + r.actions())
                .toList();
    }

    private static List<String> services(List<Right> rights) {
        return names(rights, "ServicePermission");
    }

    private static List<String> files(List<Right> rights) {
        return names(rights, "FilePermission");
    }

    private static List<String> names(List<Right> rights, String type) {
        return rights.stream()
                .filter(r -> r.type().endsWith(type))
                .map(r -> r.name() + " " + r.actions())
                .toList();
    }

    private static List<Right> rights(String id, String... permissions) throws Exception {
        String list = Arrays.stream(permissions).map(p -> '"' + p + '"').collect(Collectors.joining(",", "[", "]"));
        StagedSkill skill = skill(id, list);
        return SkillRights.of(skill, new Grants(skill.manifest().permissions()), HOME, true);
    }

    private static StagedSkill skill(String id, String permissions) throws Exception {
        String json = """
                {"id":"%s","version":"1.0.0","name":"N","summary":"S","author":{"name":"A"},"license":"Apache-2.0",
                 "permissions":%s}
                """.formatted(id, permissions);
        return new StagedSkill(
                SkillManifest.read(json.getBytes(StandardCharsets.UTF_8)),
                "0".repeat(64),
                Path.of("x.jar"),
                Tier.COMMUNITY);
    }
}
