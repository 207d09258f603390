package net.chingtech.ctos.skillhub.client.internal.repository;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.skillhub.client.internal.Releases;
import net.chingtech.ctos.skillhub.client.internal.SkillHub;
import net.chingtech.ctos.skillhub.client.internal.lists.SignedLists;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.repository.ExpressionCombiner;
import org.osgi.service.repository.Repository;
import org.osgi.service.repository.RequirementBuilder;
import org.osgi.service.repository.RequirementExpression;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.Promises;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SkillHub as the OSGi repository service: of what its REST names, what its signed lists offer. What it finds is a claim:
 * the provisioning agent verifies a release before anything of it is used.
 */
public final class HubRepository implements Repository {

    private static final Logger LOG = LoggerFactory.getLogger(HubRepository.class);

    private final SkillHub hub;
    private final Releases releases;

    public HubRepository(SkillHub hub, SignedLists lists) {
        this.hub = hub;
        this.releases = new Releases(hub, lists);
    }

    /** When the hub does not answer, nobody is found; whoever must know why asks for a promise. */
    @Override
    public Map<Requirement, Collection<Capability>> findProviders(Collection<? extends Requirement> requirements) {
        try {
            return new Lookup(hub, releases).providers(requirements);
        } catch (ProvisioningException e) {
            LOG.warn("No providers: {}", e.problem());
            Map<Requirement, Collection<Capability>> none = new LinkedHashMap<>();
            requirements.forEach(requirement -> none.put(requirement, List.of()));
            return none;
        }
    }

    /** Looks among the resources that provide any of the expression's requirements: so "not" alone finds nothing. */
    @Override
    public Promise<Collection<Resource>> findProviders(RequirementExpression expression) {
        try {
            Set<Requirement> asked =
                    Expressions.requirements(expression).collect(Collectors.toCollection(LinkedHashSet::new));
            Set<Resource> candidates = new LinkedHashSet<>();
            new Lookup(hub, releases)
                    .providers(asked)
                    .values()
                    .forEach(found -> found.forEach(capability -> candidates.add(capability.getResource())));
            return Promises.resolved(candidates.stream()
                    .filter(resource -> Expressions.fits(expression, resource, HubRepository::provides))
                    .collect(Collectors.toList()));
        } catch (ProvisioningException | IllegalArgumentException e) {
            return Promises.failed(e);
        }
    }

    private static boolean provides(Requirement requirement, Resource resource) {
        return resource.getCapabilities(requirement.getNamespace()).stream()
                .anyMatch(capability -> Lookup.matches(requirement, capability));
    }

    @Override
    public ExpressionCombiner getExpressionCombiner() {
        return new Expressions();
    }

    @Override
    public RequirementBuilder newRequirementBuilder(String namespace) {
        return new Requirements(namespace);
    }
}
