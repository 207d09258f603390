package net.chingtech.ctos.provisioning.agent.policy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.SkillHost;

/**
 * Chooses a host: official skills run in the container's framework, all others in a process of their own. A stronger
 * host is always good enough; a weaker one only with an explicit yes.
 */
public final class Hosts {

    private final Supplier<? extends Collection<SkillHost>> present;

    public Hosts(Supplier<? extends Collection<SkillHost>> present) {
        this.present = present;
    }

    /**
     * A choice.
     *
     * @param weaker whether it holds the skill less well than its tier asks for
     * @param unavailable why no host can run it now, or null
     */
    public record Choice(HostLevel level, boolean weaker, Problem unavailable) {}

    public Choice choose(Tier tier) {
        HostLevel wanted = tier == Tier.OFFICIAL ? HostLevel.IN_FRAMEWORK : HostLevel.PROCESS;
        List<HostLevel> inOrder = wanted == HostLevel.IN_FRAMEWORK
                ? List.of(HostLevel.IN_FRAMEWORK, HostLevel.PROCESS)
                : List.of(HostLevel.PROCESS, HostLevel.IN_FRAMEWORK);
        for (HostLevel level : inOrder) {
            if (find(level).map(host -> host.status().available()).orElse(false)) {
                return new Choice(level, level.compareTo(wanted) < 0, null);
            }
        }
        // Nothing can run it. What would come nearest says why.
        for (HostLevel level : inOrder) {
            Optional<SkillHost> host = find(level);
            if (host.isPresent()) {
                return new Choice(
                        level, level.compareTo(wanted) < 0, problem(host.get().status()));
            }
        }
        return new Choice(wanted, false, absent(wanted));
    }

    /** The host of a level that was chosen before. */
    public SkillHost require(String word) throws ProvisioningException {
        HostLevel level = HostLevel.valueOf(word.toUpperCase(Locale.ROOT));
        return find(level).orElseThrow(() -> new ProvisioningException(absent(level)));
    }

    /** The word for a level, as registry, plans and REST say it. */
    public static String word(HostLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private Optional<SkillHost> find(HostLevel level) {
        return present.get().stream().filter(host -> host.level() == level).findFirst();
    }

    private static Problem problem(HostStatus status) {
        return new Problem(
                409,
                status.code(),
                status.detail(),
                "See the container's status for its hosts and what each needs, mend that, then install again.");
    }

    private static Problem absent(HostLevel level) {
        return new Problem(
                503,
                "host_absent",
                "This container has no host for skills that run " + word(level).replace('_', ' ') + ".",
                "Start the container with that host, then try again.");
    }
}
