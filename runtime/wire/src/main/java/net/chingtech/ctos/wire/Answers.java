package net.chingtech.ctos.wire;

import java.util.Map;

/** What one end does for the other. */
public interface Answers {

    /**
     * Answers a request, on a thread of its own that is interrupted when the other end cancels the request or is gone.
     *
     * @param request the other end's number of this request
     * @param parameters values of JSON: text, booleans, {@code Long}, {@code BigInteger}, {@code BigDecimal}, lists, maps,
     *     null
     * @return such a value, or other whole numbers
     * @throws RpcError the answer is this error; any other exception answers {@code failed} and says nothing more
     */
    Object answer(long request, String method, Map<String, Object> parameters) throws RpcError;

    /** Told that the answer to a request is on its way, by whatever name the request went. */
    default void answered(String method) {
        // Most ends do not care.
    }

    /** Hears a notification, in order and before the next message is read: must be quick. Unknown ones are ignored. */
    default void hear(String method, Map<String, Object> parameters) {
        // Most ends hear nothing.
    }
}
