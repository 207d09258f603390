package net.chingtech.ctos.gateways.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.gateways.internal.data.Database;
import net.chingtech.ctos.gateways.internal.env.Environment;
import net.chingtech.ctos.gateways.internal.net.Courier;
import net.chingtech.ctos.gateways.internal.net.InternalHosts;
import net.chingtech.ctos.gateways.internal.net.Resolver;
import net.chingtech.ctos.gateways.internal.net.Wire;
import net.chingtech.ctos.gateways.internal.quota.QuotaLimits;
import net.chingtech.ctos.gateways.internal.relay.Relays;
import net.chingtech.ctos.gateways.internal.threads.OwnThreads;
import net.chingtech.ctos.gateways.internal.traffic.SkillTraffic;
import net.chingtech.ctos.gateways.internal.traffic.TrafficDesk;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolRouter;
import org.apache.hc.core5.ssl.SSLContexts;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the admitted skills by the location of their bundle. */
@Component(service = {Admissions.class, AdmissionDesk.class})
public final class AdmissionDesk implements Admissions {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionDesk.class);

    private final ContainerHome home;
    private final Database database;
    private final ToolRouter router;
    private final AuditLog audit;
    private final TrafficDesk traffic;
    private final Environment environment;
    private final Courier courier;
    private final Relays relays;
    private final QuotaLimits quotas;
    private final Clock clock;
    private final ScheduledExecutorService clocks = OwnThreads.clock("ctos-gateways");
    private final Map<String, Admitted> admitted = new ConcurrentHashMap<>();
    private final Map<SkillId, SkillLog> logs = new ConcurrentHashMap<>();

    @Activate
    public AdmissionDesk(
            BundleContext context,
            @Reference Database database,
            @Reference ToolRouter router,
            @Reference AuditLog audit,
            @Reference TrafficDesk traffic,
            @Reference Environment environment) {
        this(
                ContainerHome.of(context),
                database,
                router,
                audit,
                traffic,
                environment,
                new Courier(
                        Resolver.SYSTEM,
                        new InternalHosts(context.getProperty(InternalHosts.PROPERTY)),
                        () -> new Wire(SSLContexts.createDefault())),
                QuotaLimits.of(context::getProperty),
                Clock.systemUTC());
    }

    AdmissionDesk(
            ContainerHome home,
            Database database,
            ToolRouter router,
            AuditLog audit,
            TrafficDesk traffic,
            Environment environment,
            Courier courier,
            QuotaLimits quotas,
            Clock clock) {
        this.home = home;
        this.database = database;
        this.router = router;
        this.audit = audit;
        this.traffic = traffic;
        this.environment = environment;
        this.courier = courier;
        this.quotas = quotas;
        relays = new Relays(home);
        this.clock = clock;
        clocks.scheduleAtFixedRate(() -> each(Admitted::sayWhatLeft), 1, 1, TimeUnit.MINUTES);
        clocks.scheduleWithFixedDelay(() -> each(Admitted::lookAtQuota), 1, 1, TimeUnit.SECONDS);
    }

    /** What goes wrong with one skill must not stop the clock for the others. */
    private void each(Consumer<Admitted> task) {
        for (Admitted skill : admitted.values()) {
            try {
                task.accept(skill);
            } catch (RuntimeException e) {
                LOG.error("{} could not be looked after", skill.skill().id(), e);
            }
        }
    }

    @Deactivate
    void stop() {
        clocks.shutdownNow();
        admitted.values().forEach(Admitted::close);
        relays.close();
        courier.close();
    }

    @Override
    public Admission admit(StagedSkill skill, Grants grants) throws StartFailed {
        SkillLog log = logs.computeIfAbsent(
                skill.id(), id -> new SkillLog(home.logs().resolve("skills").resolve(id + ".log"), clock));
        Folders folders = Folders.of(skill, home);
        Admitted entry = new Admitted(this, skill, folders, log);
        if (admitted.putIfAbsent(skill.location(), entry) != null) {
            throw new IllegalStateException("admitted already: " + skill.location());
        }
        boolean good = false;
        try {
            folders.prepare();
            entry.regrant(grants);
            entry.lookAtQuota();
            good = true;
            return entry;
        } finally {
            if (!good) {
                entry.close();
            }
        }
    }

    Database database() {
        return database;
    }

    ToolRouter router() {
        return router;
    }

    AuditLog audit() {
        return audit;
    }

    SkillTraffic traffic(SkillId skill) {
        return traffic.skill(skill);
    }

    Environment environment() {
        return environment;
    }

    Courier courier() {
        return courier;
    }

    Relays relays() {
        return relays;
    }

    QuotaLimits quotas() {
        return quotas;
    }

    Clock clock() {
        return clock;
    }

    void leave(Admitted skill) {
        admitted.remove(skill.skill().location(), skill);
    }

    void notRemoved(Path folder, Exception reason) {
        LOG.warn("The temporary folder {} could not be removed: {}", folder, reason.toString());
    }

    /**
     * The skill that a bundle is.
     *
     * @throws IllegalStateException when the bundle is no admitted skill: it gets no gateway
     */
    Admitted of(Bundle bundle) {
        String location = Privileged.run(bundle::getLocation);
        Admitted skill = location.startsWith(StagedSkill.LOCATION_PREFIX) ? admitted.get(location) : null;
        if (skill == null) {
            throw new IllegalStateException("no gateway for " + location + ": it is not an admitted skill");
        }
        return skill;
    }
}
