package net.chingtech.ctos.wire;

/**
 * Why a connection is closed.
 *
 * @param code {@value #CLOSED}, {@value #ENDED}, {@value #BROKEN}, {@value #LINE_TOO_LONG}, {@value #NOT_JSON},
 *     {@value #TOO_DEEP}, {@value #TOO_MANY_VALUES}, {@value #NOT_A_MESSAGE}, {@value #ANSWER_UNKNOWN} or {@value #NOT_READING}
 * @param message for people
 */
public record CloseReason(String code, String message) {

    /** This end closed it. */
    public static final String CLOSED = "closed";
    /** The other end's stream ended. */
    public static final String ENDED = "ended";
    /** A stream failed. */
    public static final String BROKEN = "broken";

    public static final String LINE_TOO_LONG = "line_too_long";
    public static final String NOT_JSON = "not_json";
    public static final String TOO_DEEP = "too_deep";
    public static final String TOO_MANY_VALUES = "too_many_values";
    /** JSON, but not a request, a notification or an answer as this language has them. */
    public static final String NOT_A_MESSAGE = "not_a_message";
    /** An answer to a request that nobody made, or that is answered already. */
    public static final String ANSWER_UNKNOWN = "answer_unknown";
    /** The other end let what was sent to it wait too long. */
    public static final String NOT_READING = "not_reading";
}
