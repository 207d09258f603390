package net.chingtech.ctos.http;

import java.net.URI;
import java.time.Duration;
import net.chingtech.ctos.format.Problem;

/**
 * One question to a hub. Every question may be asked twice: what it changes there, if anything, is then the same.
 *
 * @param uri where
 * @param body JSON to send, or null for a GET
 * @param missing what a 404 means
 * @param patience the time for all tries together
 * @param metadata whether signed metadata is asked for: it comes packed, and from the hub itself only
 * @param refusals what the hub's own words mean when it refuses
 * @param order what it changes at the hub; null for what only asks
 */
public record Question(
        URI uri, byte[] body, Problem missing, Duration patience, boolean metadata, Refusals refusals, Order order) {

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration QUICK = Duration.ofSeconds(5);

    public Question(URI uri, byte[] body, Problem missing, Duration patience, boolean metadata) {
        this(uri, body, missing, patience, metadata, Refusals.NONE, null);
    }

    /** Reads JSON. */
    public static Question get(URI uri, Problem missing) {
        return new Question(uri, null, missing, SHORT, false);
    }

    /** Asks with a JSON body. */
    public static Question post(URI uri, byte[] body, Problem missing) {
        return new Question(uri, body, missing, SHORT, false);
    }

    /** Changes something at the hub, with a JSON body or (null) without one. */
    public static Question order(URI uri, byte[] body, Order order, Problem missing) {
        return new Question(uri, body, missing, SHORT, false, Refusals.NONE, order);
    }

    /** Whether only the hub itself may answer: a redirect is refused then. */
    boolean staysAtHub() {
        return metadata || order != null;
    }

    /** Gets a file of a known size: half a minute, and one second more for every 32 KiB. */
    public static Question file(URI uri, long size, Problem missing) {
        return new Question(uri, null, missing, SHORT.plusSeconds(size / (32 * 1024)), false);
    }

    /** The same question to a hub whose refusals say more than their status. */
    public Question explainedBy(Refusals words) {
        return new Question(uri, body, missing, patience, metadata, words, order);
    }

    /**
     * Gets signed metadata of at most so many bytes: 5 s, and one second more for every 128 KiB. Somebody waits for it, so
     * a hub that is slow on purpose gets less time than for a file.
     */
    public static Question metadata(URI uri, long maxLength, Problem missing) {
        return new Question(uri, null, missing, QUICK.plusSeconds(maxLength / (128 * 1024)), true);
    }
}
