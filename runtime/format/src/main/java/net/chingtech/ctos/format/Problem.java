package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An error that somebody will read, as RFC 9457 {@code application/problem+json} says it.
 *
 * @param status HTTP status that fits
 * @param code stable reason code in snake_case; programs decide by it
 * @param detail what happened, one or two sentences for people; no secrets, no stack traces
 * @param nextStep what to do now, for people
 * @param more further lines, such as the chain of who needs what; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        int status,
        String code,
        String detail,
        @JsonProperty("next_step") String nextStep,
        List<String> more) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        more = more == null ? List.of() : List.copyOf(more);
    }

    public Problem(int status, String code, String detail, String nextStep) {
        this(status, code, detail, nextStep, List.of());
    }

    /** RFC 9457's {@code type}: a relative reference made of the code. */
    @JsonProperty("type")
    public String type() {
        return "urn:ctos:problem:" + code;
    }

    /** RFC 9457's {@code title}: the code in words. */
    @JsonProperty("title")
    public String title() {
        return code.replace('_', ' ');
    }

    @Override
    public String toString() {
        return code + ": " + detail + (nextStep == null || nextStep.isEmpty() ? "" : " Next: " + nextStep);
    }
}
