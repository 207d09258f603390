package net.chingtech.ctos.provisioning.agent.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change.HostWish;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.SkillHost;

/**
 * Chooses a host. Official skills run in the container's framework, all others in a process of their own, and so does
 * every skill that asks for something which only a process can be held to. A stronger host than that is always good
 * enough; a weaker one only with an explicit yes; for a legacy skill not even with that.
 */
public final class Hosts {

    private static final String WANTED = "an administrator wants it so";

    private final Supplier<? extends Collection<SkillHost>> present;

    public Hosts(Supplier<? extends Collection<SkillHost>> present) {
        this.present = present;
    }

    /**
     * What has to be placed.
     *
     * @param asked all that the skill asks for, needed or optional
     * @param wish where an administrator wants it, or null
     */
    public record Guest(Tier tier, Collection<SkillPermission> asked, HostWish wish) {
        public Guest {
            asked = List.copyOf(asked);
        }
    }

    /**
     * A choice.
     *
     * @param weaker whether it holds the skill less well than it should be held, so that it takes an explicit yes
     * @param status of the host; null when there is none
     * @param why for people, why there; null when it is where skills of its tier always run
     * @param unavailable why no host can run it now, or null
     */
    public record Choice(HostLevel level, boolean weaker, HostStatus status, String why, Problem unavailable) {}

    public Choice choose(Guest guest) {
        if (guest.tier() == Tier.LEGACY) {
            return legacy(guest);
        }
        SkillPermission tooMuch = notHeldInFramework(guest);
        HostLevel policy =
                tooMuch == null && guest.tier() == Tier.OFFICIAL ? HostLevel.IN_FRAMEWORK : HostLevel.PROCESS;
        HostLevel wished = wished(guest.wish());
        HostLevel target = wished == null ? policy : wished;
        if (tooMuch != null && target == HostLevel.IN_FRAMEWORK) {
            return new Choice(target, true, null, null, cannotHold(target, tooMuch));
        }
        // The one it should run in first; then the others, which are stronger, or weaker and take a yes.
        List<HostLevel> inOrder = target == HostLevel.IN_FRAMEWORK
                ? List.of(HostLevel.IN_FRAMEWORK, HostLevel.PROCESS)
                : List.of(HostLevel.PROCESS, HostLevel.IN_FRAMEWORK);
        for (HostLevel level : inOrder) {
            SkillHost host = find(level).orElse(null);
            boolean able = host != null
                    && host.status().available()
                    && guest.asked().stream().allMatch(host::holds);
            if (able) {
                HostLevel least = wished == null || policy.compareTo(wished) > 0 ? policy : wished;
                boolean weaker =
                        level.compareTo(least) < 0 || (!host.status().isolatesFiles() && guest.tier() != Tier.OFFICIAL);
                return new Choice(level, weaker, host.status(), why(guest, level, tooMuch), null);
            }
        }
        return none(guest, inOrder, tooMuch);
    }

    /** What nobody signed runs in a sandbox that keeps it from files, or nowhere: no yes makes up for that. */
    private Choice legacy(Guest guest) {
        if (wished(guest.wish()) == HostLevel.IN_FRAMEWORK) {
            return new Choice(
                    HostLevel.PROCESS, false, null, null, sandboxNeeded("it cannot run in the container's framework"));
        }
        Choice choice = process(guest);
        boolean held = choice.unavailable() != null || choice.status().isolatesFiles();
        return held
                ? choice
                : new Choice(
                        choice.level(),
                        false,
                        choice.status(),
                        null,
                        sandboxNeeded("nothing here keeps a process from the files of this machine"));
    }

    private Choice process(Guest guest) {
        SkillHost host = find(HostLevel.PROCESS).orElse(null);
        boolean able = host != null
                && host.status().available()
                && guest.asked().stream().allMatch(host::holds);
        return able
                ? new Choice(HostLevel.PROCESS, false, host.status(), null, null)
                : none(guest, List.of(HostLevel.PROCESS), null);
    }

    private static Problem sandboxNeeded(String why) {
        return new Problem(
                409,
                "sandbox_needed",
                "A skill that nobody signed runs only in a sandbox of its own, and " + why + ".",
                "Install bubblewrap (see ./ctos doctor), restart the container and wish for no other host; nothing else lets"
                        + " it run.");
    }

    /** Nothing can run it. What should have says why. */
    private Choice none(Guest guest, List<HostLevel> inOrder, SkillPermission tooMuch) {
        for (HostLevel level : inOrder) {
            SkillHost host = find(level).orElse(null);
            if (host == null) {
                continue;
            }
            Optional<SkillPermission> unheld =
                    guest.asked().stream().filter(one -> !host.holds(one)).findFirst();
            Problem problem = host.status().available() && unheld.isPresent()
                    ? cannotHold(level, unheld.get())
                    : problem(host.status(), tooMuch);
            return new Choice(level, false, host.status(), null, problem);
        }
        return new Choice(inOrder.get(0), false, null, null, absent(inOrder.get(0)));
    }

    /** The first thing asked for that the container's framework cannot hold a skill to; null when there is none. */
    private SkillPermission notHeldInFramework(Guest guest) {
        return guest.asked().stream()
                .filter(permission -> find(HostLevel.IN_FRAMEWORK)
                        .map(host -> !host.holds(permission))
                        .orElse(false))
                .findFirst()
                .orElse(null);
    }

    private String why(Guest guest, HostLevel level, SkillPermission tooMuch) {
        if (level == HostLevel.IN_FRAMEWORK) {
            boolean usual = guest.tier() == Tier.OFFICIAL && guest.wish() != HostWish.PROCESS;
            boolean wanted = guest.wish() == HostWish.IN_FRAMEWORK;
            return usual ? null : wanted ? WANTED : "no process of its own can be had for it";
        }
        if (guest.tier() != Tier.OFFICIAL) {
            return null;
        }
        if (tooMuch != null) {
            return "it asks to " + tooMuch.plainWords() + ", which only a process can be held to";
        }
        if (guest.wish() == HostWish.PROCESS) {
            return WANTED;
        }
        return find(HostLevel.IN_FRAMEWORK)
                .map(host -> "the container's framework runs no skills here ("
                        + host.status().code() + ")")
                .orElse("the container's framework runs no skills here");
    }

    /** The programs that permissions name and that this machine does not have. */
    public List<String> lacking(Choice choice, Collection<SkillPermission> asked) {
        return find(choice.level()).map(host -> host.lacks(asked)).orElse(List.of());
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

    /** The word for a wish, as the registry keeps it; null for none. */
    public static String word(HostWish wish) {
        return wish == null || wish == HostWish.AUTO ? null : wish.name().toLowerCase(Locale.ROOT);
    }

    /** The wish that the registry remembers; null for none. */
    public static HostWish wish(String word) {
        return Arrays.stream(HostWish.values())
                .filter(wish -> wish.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(null);
    }

    private static HostLevel wished(HostWish wish) {
        return wish == null || wish == HostWish.AUTO ? null : HostLevel.valueOf(wish.name());
    }

    private Optional<SkillHost> find(HostLevel level) {
        return present.get().stream().filter(host -> host.level() == level).findFirst();
    }

    private static Problem problem(HostStatus status, SkillPermission tooMuch) {
        String because =
                tooMuch == null ? "" : " It asks to " + tooMuch.plainWords() + ", which takes a process of its own.";
        return new Problem(
                409,
                status.code(),
                status.detail() + because,
                "See what each host needs with ./ctos doctor, mend that, then try again.");
    }

    private static Problem cannotHold(HostLevel level, SkillPermission permission) {
        return new Problem(
                409,
                "host_cannot_hold",
                "A skill that asks for " + permission.name() + " cannot run " + place(level)
                        + ": it could not be held to that.",
                level == HostLevel.IN_FRAMEWORK ? "Let it run in a process of its own." : "Do without the skill.");
    }

    /** Where a level is, for people. */
    public static String place(HostLevel level) {
        return level == HostLevel.IN_FRAMEWORK ? "in the container's framework" : "in a process of its own";
    }

    private static Problem absent(HostLevel level) {
        return new Problem(
                503,
                "host_absent",
                "This container has no host for skills that run " + place(level) + ".",
                "Start the container with that host, then try again.");
    }
}
