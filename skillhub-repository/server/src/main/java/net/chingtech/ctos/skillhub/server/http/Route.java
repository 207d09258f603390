package net.chingtech.ctos.skillhub.server.http;

/**
 * One thing that can be asked of the hub.
 *
 * @param method GET also answers HEAD
 * @param path with {@code {name}} for one segment, and {@code {name...}} for all that are left
 */
record Route(String method, String path, Endpoint endpoint) {

    /** Answers a request. */
    interface Endpoint {
        void answer(Exchange exchange) throws Exception;
    }
}
