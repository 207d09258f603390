package net.chingtech.ctos.gateways.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.internal.data.Database;
import net.chingtech.ctos.gateways.internal.env.Environment;
import net.chingtech.ctos.gateways.internal.net.Courier;
import net.chingtech.ctos.gateways.internal.net.InternalHosts;
import net.chingtech.ctos.gateways.internal.net.Resolver;
import net.chingtech.ctos.gateways.internal.net.Wire;
import net.chingtech.ctos.gateways.internal.quota.QuotaLimits;
import net.chingtech.ctos.gateways.internal.traffic.TrafficDesk;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import org.apache.hc.core5.ssl.SSLContexts;

/** A desk with a real database, in a folder; what it asks of other rooms is recorded. */
final class Desk implements AutoCloseable {

    final ContainerHome home;
    final Database database;
    final RecordingRouter router = new RecordingRouter();
    final RecordingAudit audit = new RecordingAudit();
    final TrafficDesk traffic = new TrafficDesk(Clock.systemUTC());
    final Environment environment;
    final AdmissionDesk desk;

    Desk(Path folder) {
        this(folder, ordinaryCourier());
    }

    private static Courier ordinaryCourier() {
        return new Courier(Resolver.SYSTEM, new InternalHosts(null), () -> new Wire(SSLContexts.createDefault()));
    }

    Desk(Path folder, Courier courier) {
        this(folder, courier, () -> Long.MAX_VALUE);
    }

    /** @param free how many bytes the disk of the database has left */
    Desk(Path folder, LongSupplier free) {
        this(folder, ordinaryCourier(), free);
    }

    private Desk(Path folder, Courier courier, LongSupplier free) {
        home = new ContainerHome(folder);
        database = new Database(home, free);
        environment = new Environment(home);
        desk = new AdmissionDesk(
                home,
                database,
                router,
                audit,
                traffic,
                environment,
                courier,
                QuotaLimits.of(name -> null),
                Clock.systemUTC());
    }

    /** Admits a skill with all that its manifest asks for. */
    Admitted admit(String id, String... permissions) throws Exception {
        StagedSkill skill = TestSkills.skill(id, "1.0.0", permissions);
        return (Admitted) desk.admit(skill, new Grants(skill.manifest().permissions()));
    }

    static Grants grants(String... permissions) throws Exception {
        List<SkillPermission> parsed = new ArrayList<>();
        for (String permission : permissions) {
            parsed.add(SkillPermission.parse(permission));
        }
        return new Grants(parsed);
    }

    @Override
    public void close() {
        desk.stop();
        database.close();
    }
}
