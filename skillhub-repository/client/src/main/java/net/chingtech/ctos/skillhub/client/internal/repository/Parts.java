package net.chingtech.ctos.skillhub.client.internal.repository;

import java.util.Map;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** The values that resources are made of. */
final class Parts {

    private Parts() {}

    /** Something that a resource provides. */
    record Provided(String namespace, Map<String, Object> attributes, Map<String, String> directives, Resource resource)
            implements Capability {

        @Override
        public String getNamespace() {
            return namespace;
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
        }

        @Override
        public Map<String, String> getDirectives() {
            return directives;
        }

        @Override
        public Resource getResource() {
            return resource;
        }
    }

    /** Something that a resource, or whoever asks, needs; the resource may be null. */
    record Needed(String namespace, Map<String, Object> attributes, Map<String, String> directives, Resource resource)
            implements Requirement {

        @Override
        public String getNamespace() {
            return namespace;
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
        }

        @Override
        public Map<String, String> getDirectives() {
            return directives;
        }

        @Override
        public Resource getResource() {
            return resource;
        }
    }
}
