package net.chingtech.ctos.skillhub.client.internal.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.catalogue.CapabilityAnswer.Provider;
import net.chingtech.ctos.format.catalogue.CapabilityQuestion;
import net.chingtech.ctos.format.catalogue.CapabilityQuestion.Need;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.skillhub.client.internal.Releases;
import net.chingtech.ctos.skillhub.client.internal.SkillHub;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look for providers: asks the hub who provides what, and reads each release once. */
final class Lookup {

    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);

    /** Providers of one requirement that are looked at, newest first. */
    private static final int MOST_PROVIDERS = 20;

    private static final String SKILL_NAMESPACE = "ctos.skill";
    private static final Pattern IDENTITY = Pattern.compile("\\(osgi\\.identity=([a-z0-9._-]+)\\)");

    private final SkillHub hub;
    private final Releases releases;
    private final Map<String, Optional<ReleaseResource>> read = new HashMap<>();

    Lookup(SkillHub hub, Releases releases) {
        this.hub = hub;
        this.releases = releases;
    }

    Map<Requirement, Collection<Capability>> providers(Collection<? extends Requirement> requirements)
            throws ProvisioningException {
        Map<Requirement, Collection<Capability>> found = new LinkedHashMap<>();
        List<Requirement> all = List.copyOf(requirements);
        for (int from = 0; from < all.size(); from += CapabilityQuestion.MOST) {
            List<Requirement> part = all.subList(from, Math.min(from + CapabilityQuestion.MOST, all.size()));
            var answers = hub.providers(new CapabilityQuestion(
                            part.stream().map(Lookup::need).toList()))
                    .answers();
            for (int i = 0; i < part.size(); i++) {
                List<Provider> providers = answers.get(i).providers();
                found.put(part.get(i), matching(part.get(i), providers == null ? List.of() : providers));
            }
        }
        return found;
    }

    /** The hub does not know identities as capabilities; but every skill provides its id as one of another name. */
    private static Need need(Requirement requirement) {
        String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        if (IdentityNamespace.IDENTITY_NAMESPACE.equals(requirement.getNamespace()) && filter != null) {
            Matcher identity = IDENTITY.matcher(filter);
            if (identity.find()) {
                return new Need(SKILL_NAMESPACE, "(" + SKILL_NAMESPACE + "=" + identity.group(1) + ")");
            }
        }
        return new Need(requirement.getNamespace(), filter);
    }

    private List<Capability> matching(Requirement requirement, List<Provider> providers) throws ProvisioningException {
        List<Capability> matching = new ArrayList<>();
        for (Provider provider : providers.subList(0, Math.min(providers.size(), MOST_PROVIDERS))) {
            resource(provider).ifPresent(resource -> resource.getCapabilities(requirement.getNamespace()).stream()
                    .filter(capability -> matches(requirement, capability))
                    .forEach(matching::add));
        }
        return matching;
    }

    private Optional<ReleaseResource> resource(Provider provider) throws ProvisioningException {
        if (provider == null || provider.id() == null || provider.version() == null) {
            return Optional.empty();
        }
        String key = provider.id() + "@" + provider.version();
        Optional<ReleaseResource> known = read.get(key);
        if (known == null) {
            known = releases.offered(provider.id(), provider.version()).flatMap(this::resource);
            read.put(key, known);
        }
        return known;
    }

    private Optional<ReleaseResource> resource(Release release) {
        try {
            return Optional.of(new ReleaseResource(
                    release.claim(),
                    hub.artifact(
                            release.claim().id(),
                            release.claim().version(),
                            release.info().downloadUrl())));
        } catch (FormatException e) {
            LOG.warn(
                    "{} {} is left out: {}",
                    release.claim().id(),
                    release.claim().version(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    static boolean matches(Requirement requirement, Capability capability) {
        String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        try {
            Filter parsed = filter == null ? null : FrameworkUtil.createFilter(filter);
            return requirement.getNamespace().equals(capability.getNamespace())
                    && (parsed == null || parsed.matches(capability.getAttributes()));
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }
}
