package net.chingtech.ctos.skillhub.client.internal.http;

import java.net.URI;
import java.time.Duration;
import net.chingtech.ctos.format.Problem;

/**
 * One question to a hub. Every question may be asked twice, since none changes anything there.
 *
 * @param uri where
 * @param body JSON to post, or null for a GET
 * @param missing what a 404 means
 * @param patience the time for all tries together
 */
public record Question(URI uri, byte[] body, Problem missing, Duration patience) {

    private static final Duration SHORT = Duration.ofSeconds(30);

    /** Reads JSON. */
    public static Question get(URI uri, Problem missing) {
        return new Question(uri, null, missing, SHORT);
    }

    /** Asks with a JSON body. */
    public static Question post(URI uri, byte[] body, Problem missing) {
        return new Question(uri, body, missing, SHORT);
    }

    /** Gets a file of a known size: half a minute, and one second more for every 32 KiB. */
    public static Question file(URI uri, long size, Problem missing) {
        return new Question(uri, null, missing, SHORT.plusSeconds(size / (32 * 1024)));
    }
}
