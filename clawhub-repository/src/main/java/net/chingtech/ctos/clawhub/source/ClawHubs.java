package net.chingtech.ctos.clawhub.source;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.wrap.Wrapper;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.MisconfiguredSource;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ClawHubs in the framework property {@code ctos.hubs}, each a source of skills. How many there are is known only when
 * the container starts; so they are registered here, and not one component each.
 */
@Component(service = ClawHubs.class, immediate = true)
public final class ClawHubs {

    private static final Logger LOG = LoggerFactory.getLogger(ClawHubs.class);

    private static final String PREFIX = "clawhub:";
    private static final String HUBS = "ctos.hubs";
    private static final String HOME = "ctos.home";
    private static final String VERSION = "ctos.version";
    private static final int QUESTIONS_AT_ONCE = 4;
    private static final int FILES_AT_ONCE = 2;

    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private final List<ClawHub> hubs = new ArrayList<>();
    private final List<ClawHubAdapter> adapters = new ArrayList<>();
    private final List<ExecutorService> threads = new ArrayList<>();

    @Activate
    public ClawHubs(BundleContext context, @Reference Offline offline) throws FormatException, IOException {
        Path cache = Path.of(required(context, HOME)).resolve("skills/cache/clawhub");
        // What was brought before this start is planned anew.
        Scratch.clear(cache);
        String version = context.getProperty(VERSION);
        String agent = version == null ? context.getBundle().getVersion().toString() : version;
        for (ClawHubConfig config : ClawHubConfig.read(required(context, HUBS))) {
            if (config.name() == null) {
                LOG.error("A ClawHub in {} is left out: {}", HUBS, config.wrong());
                continue;
            }
            SkillSource source = connected(config, cache, agent, offline);
            services.add(context.registerService(
                    SkillSource.class,
                    source,
                    FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_DESCRIPTION, "ClawHub " + config.name()))));
        }
    }

    private SkillSource connected(ClawHubConfig config, Path cache, String agent, Offline offline) {
        String id = PREFIX + config.name();
        try {
            if (config.wrong() != null) {
                throw new IllegalArgumentException(config.wrong());
            }
            ClawHub hub = ClawHub.at(new HubAddress("ClawHub", config.url()), agent, offline);
            hubs.add(hub);
            // Each hub has its own threads: one that is slow holds up no other.
            ClawHubAdapter adapter = new ClawHubAdapter(
                    id,
                    hub,
                    cache.resolve(config.name()),
                    Clock.systemUTC(),
                    threads(QUESTIONS_AT_ONCE, id + "-asks"),
                    threads(FILES_AT_ONCE, id + "-brings"),
                    new Wrapper()::wrap);
            adapters.add(adapter);
            return adapter;
        } catch (IllegalArgumentException e) {
            LOG.error("The ClawHub {} is not configured properly: {}", config.name(), e.getMessage());
            return new MisconfiguredSource(id, "ClawHub", config.name(), e.getMessage());
        }
    }

    /** The one that is at an address, however many slashes it ends in. */
    public Optional<ClawHubAdapter> at(String url) {
        String wanted = url == null ? "" : url.strip().replaceAll("/+$", "");
        return adapters.stream()
                .filter(adapter -> adapter.url().equalsIgnoreCase(wanted))
                .findFirst();
    }

    private static String required(BundleContext context, String property) {
        String value = context.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("framework property " + property + " is not set");
        }
        return value;
    }

    private ExecutorService threads(int most, String name) {
        ExecutorService some = Executors.newFixedThreadPool(most, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        threads.add(some);
        return some;
    }

    @Deactivate
    void close() {
        services.forEach(ServiceRegistration::unregister);
        threads.forEach(ExecutorService::shutdownNow);
        for (ClawHub hub : hubs) {
            try {
                hub.close();
            } catch (IOException e) {
                LOG.debug("Closing {}: {}", hub.address(), e.toString());
            }
        }
    }
}
