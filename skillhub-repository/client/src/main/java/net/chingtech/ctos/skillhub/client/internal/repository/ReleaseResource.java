package net.chingtech.ctos.skillhub.client.internal.repository;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.format.ReleaseStatement;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.repository.ContentNamespace;

/** A release as an OSGi resource: as its statement claims, which nobody has verified yet. */
final class ReleaseResource implements Resource {

    private final String sha256;
    private final List<Capability> capabilities = new ArrayList<>();
    private final List<Requirement> requirements = new ArrayList<>();

    /**
     * @param content where its artifact is
     * @throws FormatException {@code header_invalid}: a clause of the statement cannot be read
     */
    ReleaseResource(ReleaseStatement claim, URI content) throws FormatException {
        this.sha256 = claim.artifact().sha256();
        provide(
                IdentityNamespace.IDENTITY_NAMESPACE,
                Map.of(
                        IdentityNamespace.IDENTITY_NAMESPACE, claim.id().value(),
                        IdentityNamespace.CAPABILITY_TYPE_ATTRIBUTE, IdentityNamespace.TYPE_BUNDLE,
                        IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE,
                                Version.parseVersion(claim.version().bundleVersion())),
                Map.of());
        provide(
                ContentNamespace.CONTENT_NAMESPACE,
                Map.of(
                        ContentNamespace.CONTENT_NAMESPACE,
                        sha256,
                        ContentNamespace.CAPABILITY_URL_ATTRIBUTE,
                        content.toString(),
                        ContentNamespace.CAPABILITY_SIZE_ATTRIBUTE,
                        claim.artifact().size(),
                        ContentNamespace.CAPABILITY_MIME_ATTRIBUTE,
                        "application/vnd.osgi.bundle"),
                Map.of());
        for (String text : claim.capabilities()) {
            for (HeaderClause clause : HeaderClause.parse(text)) {
                provide(clause.path(), Attributes.of(clause), clause.directives());
            }
        }
        for (String text : claim.requirements()) {
            for (HeaderClause clause : HeaderClause.parse(text)) {
                requirements.add(
                        new Parts.Needed(clause.path(), Attributes.of(clause), Map.copyOf(clause.directives()), this));
            }
        }
    }

    private void provide(String namespace, Map<String, Object> attributes, Map<String, String> directives) {
        capabilities.add(new Parts.Provided(namespace, attributes, Map.copyOf(directives), this));
    }

    @Override
    public List<Capability> getCapabilities(String namespace) {
        return capabilities.stream()
                .filter(capability -> namespace == null || namespace.equals(capability.getNamespace()))
                .toList();
    }

    @Override
    public List<Requirement> getRequirements(String namespace) {
        return requirements.stream()
                .filter(requirement -> namespace == null || namespace.equals(requirement.getNamespace()))
                .toList();
    }

    /** The artifact is the resource, whoever describes it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ReleaseResource that && sha256.equals(that.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE)
                .get(0)
                .getAttributes()
                .toString();
    }
}
