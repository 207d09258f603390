package net.chingtech.ctos.skillhub.client.internal.repository;

import java.util.HashMap;
import java.util.Map;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.repository.IdentityExpression;
import org.osgi.service.repository.RequirementBuilder;

/** Puts a requirement together for somebody who has none. */
final class Requirements implements RequirementBuilder {

    private final String namespace;
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> directives = new HashMap<>();
    private Resource resource;

    Requirements(String namespace) {
        this.namespace = namespace;
    }

    @Override
    public RequirementBuilder addAttribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    @Override
    public RequirementBuilder addDirective(String name, String value) {
        directives.put(name, value);
        return this;
    }

    @Override
    public RequirementBuilder setAttributes(Map<String, Object> all) {
        attributes.clear();
        attributes.putAll(all);
        return this;
    }

    @Override
    public RequirementBuilder setDirectives(Map<String, String> all) {
        directives.clear();
        directives.putAll(all);
        return this;
    }

    @Override
    public RequirementBuilder setResource(Resource owner) {
        resource = owner;
        return this;
    }

    @Override
    public Requirement build() {
        return new Parts.Needed(namespace, Map.copyOf(attributes), Map.copyOf(directives), resource);
    }

    @Override
    public IdentityExpression buildExpression() {
        return new Expressions.Identity(build());
    }
}
