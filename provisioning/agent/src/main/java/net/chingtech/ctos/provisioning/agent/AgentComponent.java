package net.chingtech.ctos.provisioning.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.transaction.Pace;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.verify.LiveAnchors;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.Verifier;
import net.chingtech.ctos.verify.Verifiers;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.resolver.Resolver;

/**
 * Brings the agent up in a framework. Sources may come and go; both hosts must be there. The services are registered once
 * the installed skills were started, on a thread of the agent's own.
 */
@Component(
        service = {},
        immediate = true,
        // Both hosts say how they are, also when they run nothing: a choice made with one of them unseen would be
        // wrong.
        property = "hosts.cardinality.minimum:Integer=2")
public final class AgentComponent {

    /** Framework property that sets how often revocations are asked for, for one run; at least a second. */
    private static final String REVOCATION_SECONDS = "ctos.revocation.seconds";

    /** Framework property that sets how often updates are looked for, for one run; at least a second. */
    private static final String UPDATE_SECONDS = "ctos.update.seconds";

    /** Framework property that sets how much data of one skill is copied at most before a change, in MiB. */
    private static final String LARGEST_COPY = "ctos.largest.copy";

    private static final long MIB = 1024 * 1024;
    private static final long LARGEST_COPY_BYTES = 2_048 * MIB;

    @Reference(
            service = SkillSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.UPDATE)
    private final List<SkillSource> sources = new CopyOnWriteArrayList<>();

    @Reference(
            service = SkillHost.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.UPDATE)
    private final List<SkillHost> hosts = new CopyOnWriteArrayList<>();

    private final BundleContext context;
    private final ToolRouter router;
    private final AuditLog audit;
    private final SkillBelongings belongings;
    private final SkillSettings settings;
    private final Offline offline;
    private final Resolver resolver;
    private final Config config;

    private AgentLife life;

    @Activate
    public AgentComponent(
            BundleContext context,
            @Reference ToolRouter router,
            @Reference AuditLog audit,
            @Reference SkillBelongings belongings,
            @Reference SkillSettings settings,
            @Reference Offline offline,
            @Reference Resolver resolver,
            Config config) {
        this.context = context;
        this.router = router;
        this.audit = audit;
        this.belongings = belongings;
        this.settings = settings;
        this.offline = offline;
        this.resolver = resolver;
        this.config = config;
    }

    /** Dynamic references are there from here on. */
    @Activate
    void activate() throws ProvisioningException, VerificationFailed {
        ContainerHome home = ContainerHome.of(context);
        Verifier verifier = Verifiers.create(LiveAnchors.of(home.trust().resolve("authorities")), Clock.systemUTC());
        Parts parts = new Parts(
                home,
                () -> sources,
                () -> hosts,
                verifier,
                router,
                audit,
                belongings,
                settings,
                offline,
                resolver,
                new Limits(
                        Duration.ofMillis(Math.max(100, config.sourceDeadlineInMs())),
                        Duration.ofMillis(Math.max(100, config.resolveLimitInMs())),
                        pace(),
                        Duration.ofSeconds(Math.max(1, config.healthPeriodInSeconds())),
                        revocationPeriod(),
                        updatePeriod(),
                        config.silentUpdates(),
                        Math.max(0, config.cacheInMiB()) * MIB,
                        largestCopy()),
                Clock.systemUTC(),
                System::nanoTime);
        life = new AgentLife(parts, ContainerId.of(home), context);
        life.begin();
    }

    private Duration updatePeriod() {
        String set = context.getProperty(UPDATE_SECONDS);
        return set == null ? Duration.ofDays(1) : Duration.ofSeconds(Math.max(1, Long.parseLong(set)));
    }

    private long largestCopy() {
        String set = context.getProperty(LARGEST_COPY);
        return set == null ? LARGEST_COPY_BYTES : Math.max(1, Long.parseLong(set)) * MIB;
    }

    private Pace pace() {
        return new Pace(
                Duration.ofMillis(Math.max(0, config.drainPatienceInMs())),
                Duration.ofMillis(Math.max(1_000, config.callersWaitInMs())),
                Duration.ofSeconds(Math.max(1, config.migrationInSeconds())),
                Duration.ofMillis(Math.max(0, config.graceInMs())),
                Duration.ofSeconds(Math.max(0, config.probationInSeconds())));
    }

    private Duration revocationPeriod() {
        String set = context.getProperty(REVOCATION_SECONDS);
        return set == null
                ? Duration.ofSeconds(Math.max(10, config.revocationPeriodInSeconds()))
                : Duration.ofSeconds(Math.max(1, Long.parseLong(set)));
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        life.end();
    }
}
