package net.chingtech.ctos.skillhub.server.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.skillhub.server.store.CapabilityClause;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.apache.felix.utils.resource.ResourceImpl;
import org.osgi.framework.BundleException;
import org.osgi.resource.Capability;

/** Capability clauses as text, and what they say. */
public final class Clauses {

    private Clauses() {}

    /** One clause for each namespace that the texts name. */
    public static List<CapabilityClause> of(List<String> clauses) throws FormatException {
        List<CapabilityClause> all = new ArrayList<>();
        for (String clause : clauses) {
            try {
                for (Capability capability : parse(clause)) {
                    Object content = capability.getAttributes().get(capability.getNamespace());
                    all.add(new CapabilityClause(
                            capability.getNamespace(), content == null ? "" : content.toString(), clause));
                }
            } catch (BundleException | IllegalArgumentException e) {
                throw new FormatException("statement_invalid", "$.capabilities", "Provide-Capability clauses", clause);
            }
        }
        return all;
    }

    /** The attributes of a kept clause's capabilities in one namespace, typed. */
    static List<Map<String, Object>> attributes(String clause, String namespace) {
        try {
            return parse(clause).stream()
                    .filter(capability -> capability.getNamespace().equals(namespace))
                    .map(Capability::getAttributes)
                    .toList();
        } catch (BundleException e) {
            throw new IllegalStateException("a clause that was kept was readable", e);
        }
    }

    private static List<Capability> parse(String clause) throws BundleException {
        return ResourceBuilder.parseCapability(new ResourceImpl(), clause);
    }
}
