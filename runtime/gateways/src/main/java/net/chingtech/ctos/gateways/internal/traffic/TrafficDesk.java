package net.chingtech.ctos.gateways.internal.traffic;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.Traffic;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The counts of all skills, kept over their updates and restarts until the container stops. */
@Component(service = {Traffic.class, TrafficDesk.class})
public final class TrafficDesk implements Traffic {

    private final Clock clock;
    private final Map<SkillId, SkillTraffic> skills = new ConcurrentHashMap<>();

    @Activate
    public TrafficDesk() {
        this(Clock.systemUTC());
    }

    public TrafficDesk(Clock clock) {
        this.clock = clock;
    }

    public SkillTraffic skill(SkillId id) {
        return skills.computeIfAbsent(id, key -> new SkillTraffic(clock));
    }

    @Override
    public List<Destination> of(SkillId skill) {
        SkillTraffic traffic = skills.get(skill);
        return traffic == null ? List.of() : traffic.destinations();
    }
}
