package net.chingtech.ctos.gateways.internal.net;

import java.util.LinkedHashSet;
import java.util.Set;
import net.chingtech.ctos.skill.ToolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts of the inner network that an administrator allowed, each with its port. */
public final class InternalHosts {

    /** Framework property: {@code HOST:PORT}, separated by commas. */
    public static final String PROPERTY = "ctos.internal.hosts";

    private static final Logger LOG = LoggerFactory.getLogger(InternalHosts.class);

    private final Set<String> allowed = new LinkedHashSet<>();

    /** @param list the property's value, or null; what cannot be read allows nothing */
    public InternalHosts(String list) {
        for (String entry : list == null ? new String[0] : list.split(",")) {
            String text = entry.strip();
            int colon = text.lastIndexOf(':');
            try {
                if (!text.isEmpty()) {
                    allowed.add(Destination.of(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)))
                            .toString());
                }
            } catch (ToolException | RuntimeException e) {
                LOG.warn("{} holds {}, which is not HOST:PORT; it allows nothing", PROPERTY, text);
            }
        }
    }

    boolean allows(Destination to) {
        return allowed.contains(to.toString());
    }
}
