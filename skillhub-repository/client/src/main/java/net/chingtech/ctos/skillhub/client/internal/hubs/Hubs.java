package net.chingtech.ctos.skillhub.client.internal.hubs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.SkillSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.repository.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hubs in the framework property {@code ctos.hubs}, each a source of skills and a repository. How many there are is
 * known only when the container starts; so they are registered here, and not one component each.
 */
@Component(
        service = {},
        immediate = true)
public final class Hubs {

    private static final Logger LOG = LoggerFactory.getLogger(Hubs.class);

    private static final String HUBS = "ctos.hubs";
    private static final String HOME = "ctos.home";
    private static final String VERSION = "ctos.version";

    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private final List<ConnectedHub> connected;

    @Activate
    public Hubs(BundleContext context, @Reference Offline offline) throws FormatException {
        String version = context.getProperty(VERSION);
        connected = connect(
                required(context, HUBS),
                Path.of(required(context, HOME)),
                version == null ? context.getBundle().getVersion().toString() : version,
                offline);
        for (ConnectedHub hub : connected) {
            var properties =
                    FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_DESCRIPTION, "SkillHub " + hub.name()));
            services.add(context.registerService(SkillSource.class, hub.source(), properties));
            if (hub.repository() != null) {
                services.add(context.registerService(Repository.class, hub.repository(), properties));
            }
        }
    }

    private static String required(BundleContext context, String property) {
        String value = context.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("framework property " + property + " is not set");
        }
        return value;
    }

    /**
     * All hubs of the list; what is wrong with one is told and hides no other.
     *
     * @param json as in the framework property
     */
    static List<ConnectedHub> connect(String json, Path home, String version, Offline offline) throws FormatException {
        List<ConnectedHub> hubs = new ArrayList<>();
        for (HubConfig.Entry entry : HubConfig.read(json)) {
            if (entry.name() == null) {
                LOG.error("A hub in {} is left out: {}", HUBS, entry.wrong());
                continue;
            }
            ConnectedHub hub = ConnectedHub.of(entry, home, version, Clock.systemUTC(), offline);
            if (hub.hub() == null) {
                LOG.error("{}", hub.source().status().problem());
            }
            hubs.add(hub);
        }
        return hubs;
    }

    @Deactivate
    void close() {
        services.forEach(ServiceRegistration::unregister);
        for (ConnectedHub hub : connected) {
            try {
                hub.close();
            } catch (IOException e) {
                LOG.debug("Closing {}: {}", hub.name(), e.toString());
            }
        }
    }
}
