package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.agent.plan.SkillResource.Need;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolveContext;

/** What the resolver asks during a search. */
final class SearchContext extends ResolveContext {

    private final Search search;
    private final Map<SkillId, SkillVersion> decided;

    SearchContext(Search search, Map<SkillId, SkillVersion> decided) {
        this.search = search;
        this.decided = decided;
    }

    @Override
    public Collection<Resource> getMandatoryResources() {
        return List.of(search.root());
    }

    @Override
    public List<Capability> findProviders(Requirement requirement) {
        search.mustGoOn();
        Need need = (Need) requirement;
        SkillVersion only = decided.get(need.id());
        List<Capability> providers = new ArrayList<>();
        for (SkillResource provider : search.providers(need)) {
            if (only == null && search.enough(providers.size())) {
                break;
            }
            if (only == null || provider.candidate().version().equals(only)) {
                providers.add(provider.skill());
            }
        }
        return providers;
    }

    @Override
    public void onCancel(Runnable callback) {
        search.cancelWith(callback);
    }

    @Override
    public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
        throw new UnsupportedOperationException("a skill is never a fragment");
    }

    @Override
    public boolean isEffective(Requirement requirement) {
        // A dependency on a skill is effective at "active" only: for this resolver, not for the framework.
        return true;
    }

    @Override
    public Map<Resource, Wiring> getWirings() {
        return Map.of();
    }
}
