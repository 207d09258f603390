package net.chingtech.ctos.skillhub.server.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skillhub.server.refusal.Refused;

/**
 * How many raters that nobody knew before one network may bring: a secret costs nothing, so without a limit one machine were
 * as many raters as it likes. A start of the hub begins anew.
 */
final class NewRaters {

    static final int MOST = 10;

    /** Of a network of networks: one customer of a provider often has 65,536 of them. */
    static final int MOST_OF_A_WIDER_ONE = 40;

    static final Duration WITHIN = Duration.ofHours(1);

    private static final int MOST_NETWORKS = 20_000;

    private final Lately lately;

    NewRaters(Clock clock) {
        this.lately = new Lately(clock, WITHIN, MOST_NETWORKS);
    }

    /**
     * Lets a new rater in. One that was let in a moment ago counts once, whatever it takes back in between.
     *
     * @param networks where it comes from, the narrowest first
     * @throws Refused {@code too_many_raters}, with the time after which there is room
     */
    synchronized void admit(List<String> networks, String rater) throws Refused {
        if (lately.has(networks.get(0), rater)) {
            return;
        }
        for (int i = 0; i < networks.size(); i++) {
            int most = i == 0 ? MOST : MOST_OF_A_WIDER_ONE;
            Duration wait = lately.untilFewerThan(most, networks.get(i));
            if (!wait.isZero()) {
                throw refused(most, wait);
            }
        }
        networks.forEach(network -> lately.add(network, rater));
    }

    private static Refused refused(int most, Duration wait) {
        return Refused.until(
                wait,
                new Problem(
                        429,
                        "too_many_raters",
                        "More than " + most + " new raters came from one network within an hour.",
                        "Try again in " + Math.max(1, wait.toMinutes())
                                + " minutes, or rate with a secret that this hub knows already."));
    }
}
