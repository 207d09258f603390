package net.chingtech.ctos.runtime;

import java.time.Instant;

/**
 * The calls of one skill's tools since the container started, over all its versions.
 *
 * @param calls how many came, whether they were tried or not
 * @param errors how many of them ended with an error, whoever's it was
 * @param running how many are not answered yet
 * @param lastError null when none ended with one
 */
public record CallTally(long calls, long errors, int running, LastError lastError) {

    /** Of a skill that nobody called. */
    public static final CallTally NONE = new CallTally(0, 0, 0, null);

    /**
     * How the last call ended that did with an error.
     *
     * @param code a skill's own codes are its publisher's words
     */
    public record LastError(String code, Instant at) {}
}
