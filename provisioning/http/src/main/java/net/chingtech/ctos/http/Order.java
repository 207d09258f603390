package net.chingtech.ctos.http;

/**
 * That a question changes something at the hub, and who changes it. It makes no difference when it is carried out twice, so
 * it may be tried again as any other.
 *
 * @param method such as {@code PUT}
 * @param secret sent as a bearer token, to the hub itself only
 */
public record Order(String method, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return method;
    }
}
