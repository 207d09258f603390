package net.chingtech.ctos.http;

import java.time.Duration;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import org.osgi.annotation.versioning.ConsumerType;

/** Knows what the words of a kind of hub mean when it refuses. */
@FunctionalInterface
@ConsumerType
public interface Refusals {

    /** The status says all. */
    Refusals NONE = answer -> Optional.empty();

    /** What an answer with a status of 400 or more means; empty when its status says all. */
    Optional<Problem> explain(Refused answer);

    /**
     * An answer that is a refusal.
     *
     * @param body the beginning of what the hub said; from outside, so nothing that is fit to be shown
     * @param retryAfter how long the hub asks to be left alone, or null
     */
    record Refused(int status, String body, Duration retryAfter) {}
}
