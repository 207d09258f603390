package net.chingtech.ctos.gateways.internal.net;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import net.chingtech.ctos.gateways.internal.traffic.SkillTraffic;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;

/** One skill's way out: its grants at each moment, how much it does at once and in a minute, and what it did. */
public final class SkillNetwork {

    static final int MOST_AT_ONCE = 8;
    static final int MOST_PROGRAMS_AT_ONCE = 16;
    static final int MOST_IN_A_MINUTE = 300;
    private static final long MINUTE_MS = 60_000;

    private final Courier courier;
    private final Supplier<Grants> grants;
    private final BiConsumer<String, String> denials;
    private final SkillTraffic traffic;
    private final Clock clock;
    private final Set<Use> uses = ConcurrentHashMap.newKeySet();
    private final Set<Use> programs = ConcurrentHashMap.newKeySet();
    private long minute;
    private int inThisMinute;

    /**
     * @param grants those of the moment; none when the skill stopped
     * @param denials told the permission that was missing, and what was tried
     */
    public SkillNetwork(
            Courier courier,
            Supplier<Grants> grants,
            BiConsumer<String, String> denials,
            SkillTraffic traffic,
            Clock clock) {
        this.courier = courier;
        this.grants = grants;
        this.denials = denials;
        this.traffic = traffic;
        this.clock = clock;
    }

    /** @throws ToolException as {@link net.chingtech.ctos.skill.Http#send} */
    public HttpReply send(HttpAsk ask) throws ToolException {
        return courier.send(this, ask);
    }

    /**
     * The addresses to which a program of this skill may connect for a destination.
     *
     * @throws ToolException {@code network_denied}, {@code network_address_denied} or {@code network_failed}
     */
    public List<InetAddress> pass(Destination to, String call) throws ToolException {
        return courier.checkpoint().pass(this, to, call);
    }

    /** Ends what is no longer allowed. */
    public void regranted() {
        uses.forEach(use -> use.stopUnless(this::allows));
        programs.forEach(use -> use.stopUnless(this::allows));
    }

    Grants grants() {
        return grants.get();
    }

    boolean allows(Destination to) {
        return NetworkGrants.allow(grants(), to);
    }

    void denied(String permission, String call) {
        denials.accept(permission, call);
    }

    public void count(Destination to, String method, String status, long out, long in) {
        traffic.count(to.host(), to.port(), method, status, out, in);
    }

    Use enter() throws ToolException {
        return enter(uses, MOST_AT_ONCE);
    }

    /** A place for a connection of a program that the skill runs. */
    public Use enterProgram() throws ToolException {
        return enter(programs, MOST_PROGRAMS_AT_ONCE);
    }

    private synchronized Use enter(Set<Use> kind, int most) throws ToolException {
        if (kind.size() >= most) {
            throw NetworkErrors.tooMuch("More than " + most + " at once; wait for an answer first.");
        }
        long now = clock.millis() / MINUTE_MS;
        if (now != minute) {
            minute = now;
            inThisMinute = 0;
        }
        if (inThisMinute >= MOST_IN_A_MINUTE) {
            throw NetworkErrors.tooMuch("More than " + MOST_IN_A_MINUTE + " in a minute; wait a little.");
        }
        inThisMinute++;
        Use use = new Use(this);
        kind.add(use);
        return use;
    }

    /** How many requests run at this moment. */
    public int atOnce() {
        return uses.size();
    }

    void leave(Use use) {
        uses.remove(use);
        programs.remove(use);
    }
}
