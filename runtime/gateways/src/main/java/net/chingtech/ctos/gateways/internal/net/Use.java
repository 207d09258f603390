package net.chingtech.ctos.gateways.internal.net;

import java.util.function.Predicate;
import net.chingtech.ctos.skill.ToolException;

/** One thing that a skill does in the network, from its slot to its end; it can be stopped from another thread. */
public final class Use implements AutoCloseable {

    private final SkillNetwork network;
    private Destination destination;
    private Runnable stop = () -> {};
    private ToolException stopped;

    Use(SkillNetwork network) {
        this.network = network;
    }

    /**
     * It goes on with a destination.
     *
     * @param ending what ends it there; called at once when it was stopped already
     */
    public void at(Destination to, Runnable ending) throws ToolException {
        synchronized (this) {
            destination = to;
            stop = ending;
        }
        refuseWhenStopped();
        // What was taken back before this destination was known.
        if (!network.allows(to)) {
            throw NetworkErrors.takenBack(to);
        }
    }

    /** @throws ToolException the reason, once it was stopped */
    public synchronized void refuseWhenStopped() throws ToolException {
        if (stopped != null) {
            throw stopped;
        }
    }

    void stop(ToolException reason) {
        Runnable ending;
        synchronized (this) {
            if (stopped != null) {
                return;
            }
            stopped = reason;
            ending = stop;
        }
        ending.run();
    }

    void stopUnless(Predicate<Destination> allowed) {
        Destination at;
        synchronized (this) {
            at = destination;
        }
        if (at != null && !allowed.test(at)) {
            stop(NetworkErrors.takenBack(at));
        }
    }

    @Override
    public void close() {
        network.leave(this);
    }
}
