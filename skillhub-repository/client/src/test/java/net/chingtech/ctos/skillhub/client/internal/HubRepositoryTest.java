package net.chingtech.ctos.skillhub.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.ReleaseStatement.Artifact;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.CapabilityAnswer;
import net.chingtech.ctos.format.catalogue.CapabilityAnswer.Provider;
import net.chingtech.ctos.format.catalogue.CapabilityAnswer.Providers;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.skillhub.client.internal.repository.HubRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.repository.ExpressionCombiner;
import org.osgi.service.repository.Repository;
import org.osgi.service.repository.RequirementExpression;
import org.osgi.util.promise.Promise;

class HubRepositoryTest {

    private static final String QUERY = "/api/v1/capabilities/query";

    @TempDir
    Path folder;

    private final Clockwork clockwork = new Clockwork();
    private TestHub server;
    private SigningHub signer;
    private SkillHub hub;
    private Repository repository;

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        signer = new SigningHub(server, clockwork);
        hub = clockwork.hubAt(server.url());
        repository = new HubRepository(hub, signer.lists(hub, folder));
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    private static Provider provider(String version) {
        return new Provider(Samples.NOTES, SkillVersion.of(version), "ab".repeat(32), List.of());
    }

    private void provide(String... versions) {
        List<ListedRelease> listed = new ArrayList<>();
        for (String version : versions) {
            ReleaseInfo info = Samples.info(version, Channel.STABLE, "/files/" + version + ".jar", artifact(version));
            server.json("/api/v1/skills/org.example.notes/versions/" + version, info);
            listed.add(Samples.listed(info));
        }
        signer.list(new ListedSkill(Samples.NOTES, listed));
    }

    private static Artifact artifact(String version) {
        return new Artifact(Digests.sha256Hex(version.getBytes(StandardCharsets.UTF_8)), 1_234);
    }

    private Requirement need(String namespace, String filter) {
        return repository
                .newRequirementBuilder(namespace)
                .addDirective("filter", filter)
                .build();
    }

    private void answer(List<Provider> providers) {
        server.json(QUERY, new CapabilityAnswer(List.of(new Providers(null, providers))));
    }

    @Test
    void providers_areResourcesWithIdentityContentAndClauses() {
        answer(List.of(provider("1.4.0-beta.2")));
        provide("1.4.0-beta.2");
        Requirement need = need("ctos.skill", "(&(ctos.skill=org.example.notes)(version>=1.4.0))");

        Map<Requirement, Collection<Capability>> found = repository.findProviders(List.of(need));

        assertThat(server.bodies.get(0))
                .isEqualTo("{\"requirements\":[{\"namespace\":\"ctos.skill\","
                        + "\"filter\":\"(&(ctos.skill=org.example.notes)(version>=1.4.0))\"}]}");
        assertThat(found).containsOnlyKeys(need);
        Capability capability = found.get(need).iterator().next();
        assertThat(capability.getAttributes()).containsEntry("version", Version.parseVersion("1.4.0.beta_2"));
        Resource resource = capability.getResource();
        assertThat(resource.getCapabilities("osgi.identity").get(0).getAttributes())
                .containsEntry("osgi.identity", "org.example.notes")
                .containsEntry("type", "osgi.bundle")
                .containsEntry("version", Version.parseVersion("1.4.0.beta_2"));
        assertThat(resource.getCapabilities("osgi.content").get(0).getAttributes())
                .containsEntry("osgi.content", artifact("1.4.0-beta.2").sha256())
                .containsEntry("url", server.url() + "/files/1.4.0-beta.2.jar")
                .containsEntry("size", 1_234L)
                .containsEntry("mime", "application/vnd.osgi.bundle");
        assertThat(resource.getRequirements("ctos.skill")).singleElement().satisfies(requirement -> {
            assertThat(requirement.getDirectives()).containsEntry("effective", "active");
            assertThat(requirement.getResource()).isSameAs(resource);
        });
        assertThat(resource.getCapabilities(null)).hasSize(3);
    }

    @Test
    void whatTheHubNames_isFilteredOnceMore() {
        answer(List.of(provider("1.2.0"), provider("1.1.0"), provider("1.0.0"), provider("9.9.9")));
        provide("1.1.0", "1.0.0");
        // Shown by the hub, but not in its signed lists.
        server.json("/api/v1/skills/org.example.notes/versions/1.2.0", Samples.info("1.2.0", Channel.STABLE, null));
        Requirement need = need("ctos.skill", "(version>=1.1.0)");

        assertThat(repository.findProviders(List.of(need)).get(need)).hasSize(1);
    }

    @Test
    void identity_isFoundByTheSkillsId() {
        answer(List.of(provider("1.1.0"), provider("1.0.0")));
        provide("1.1.0", "1.0.0");
        Requirement need = need("osgi.identity", "(&(osgi.identity=org.example.notes)(version=1.0.0))");

        assertThat(repository.findProviders(List.of(need)).get(need))
                .singleElement()
                .satisfies(capability -> assertThat(capability.getNamespace()).isEqualTo("osgi.identity"));
        assertThat(server.bodies.get(0)).contains("(ctos.skill=org.example.notes)");
    }

    @Test
    void expressions_areJoined() throws Exception {
        Provider one = provider("1.0.0");
        Provider two = provider("1.1.0");
        provide("1.1.0", "1.0.0");
        server.json(
                QUERY,
                new CapabilityAnswer(
                        List.of(new Providers(null, List.of(two, one)), new Providers(null, List.of(two)))));
        ExpressionCombiner join = repository.getExpressionCombiner();
        RequirementExpression any = join.identity(need("ctos.skill", "(version>=1.0.0)"));
        RequirementExpression newer = join.identity(need("ctos.skill", "(version>=1.1.0)"));

        assertThat(found(join.and(any, newer)))
                .containsExactly(artifact("1.1.0").sha256());
        assertThat(found(join.or(any, newer))).hasSize(2);
        assertThat(found(join.and(any, join.not(newer))))
                .containsExactly(artifact("1.0.0").sha256());
    }

    private List<Object> found(RequirementExpression expression) throws Exception {
        return repository.findProviders(expression).getValue().stream()
                .map(resource -> resource.getCapabilities("osgi.content")
                        .get(0)
                        .getAttributes()
                        .get("osgi.content"))
                .toList();
    }

    @Test
    void hubThatFails_findsNobody_andAPromiseSaysWhy() throws Exception {
        server.on(QUERY, TestHub.status(500));
        Requirement need = need("ctos.skill", "(version>=1.1.0)");

        assertThat(repository.findProviders(List.of(need))).containsEntry(need, List.of());
        Promise<Collection<Resource>> promise =
                repository.findProviders(repository.getExpressionCombiner().identity(need));
        assertThat(promise.getFailure()).isInstanceOf(ProvisioningException.class);
    }
}
