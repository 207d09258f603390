package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** A candidate as the OSGi Resolver sees it; and the one resource that asks for all, which has no candidate. */
final class SkillResource implements Resource {

    static final String NAMESPACE = "ctos.skill";

    private final Candidate candidate;
    private final List<Capability> capabilities;
    private final List<Requirement> requirements;

    private SkillResource(Candidate candidate, Map<SkillId, VersionRange> needs) {
        this.candidate = candidate;
        this.requirements = needs.entrySet().stream()
                .map(need -> (Requirement) new Need(this, need.getKey(), need.getValue()))
                .toList();
        this.capabilities = candidate == null
                ? List.of(
                        new Offer(this, IdentityNamespace.IDENTITY_NAMESPACE, identity("change", Version.emptyVersion)))
                : List.of(
                        new Offer(
                                this,
                                IdentityNamespace.IDENTITY_NAMESPACE,
                                identity(candidate.id().value(), bundleVersion(candidate))),
                        new Offer(
                                this,
                                NAMESPACE,
                                Map.of(NAMESPACE, candidate.id().value(), "version", bundleVersion(candidate))));
    }

    static SkillResource of(Candidate candidate) {
        return new SkillResource(candidate, candidate.dependencies());
    }

    /** The resource that needs every skill that has to be there afterwards. */
    static SkillResource root(Map<SkillId, VersionRange> needs) {
        return new SkillResource(null, needs);
    }

    /** Null for the root. */
    Candidate candidate() {
        return candidate;
    }

    Capability skill() {
        return capabilities.get(1);
    }

    @Override
    public List<Capability> getCapabilities(String namespace) {
        return capabilities.stream()
                .filter(one -> namespace == null || one.getNamespace().equals(namespace))
                .toList();
    }

    @Override
    public List<Requirement> getRequirements(String namespace) {
        return namespace == null || namespace.equals(NAMESPACE) ? requirements : List.of();
    }

    @Override
    public String toString() {
        return candidate == null ? "the change" : candidate.toString();
    }

    private static Version bundleVersion(Candidate candidate) {
        return Version.parseVersion(candidate.version().bundleVersion());
    }

    private static Map<String, Object> identity(String name, Version version) {
        return Map.of(
                IdentityNamespace.IDENTITY_NAMESPACE,
                name,
                IdentityNamespace.CAPABILITY_TYPE_ATTRIBUTE,
                NAMESPACE,
                IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE,
                version);
    }

    /** A capability; what it is equal to is itself. */
    private record Offer(SkillResource owner, String namespace, Map<String, Object> attributes) implements Capability {

        @Override
        public String getNamespace() {
            return namespace;
        }

        @Override
        public Map<String, String> getDirectives() {
            return Map.of();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
        }

        @Override
        public Resource getResource() {
            return owner;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A requirement: matched by SemVer, never by OSGi's order of versions. */
    record Need(SkillResource owner, SkillId id, VersionRange range) implements Requirement {

        /** The source of the skill that needs it; null when a change or an administrator does. */
        String asker() {
            return owner.candidate() == null ? null : owner.candidate().source();
        }

        @Override
        public String getNamespace() {
            return NAMESPACE;
        }

        @Override
        public Map<String, String> getDirectives() {
            return Map.of("effective", "active", "filter", "(" + NAMESPACE + "=" + id + ")");
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of("range", range.toString());
        }

        @Override
        public Resource getResource() {
            return owner;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
