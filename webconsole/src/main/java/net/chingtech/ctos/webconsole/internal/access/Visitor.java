package net.chingtech.ctos.webconsole.internal.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * Somebody who proved who they are.
 *
 * @param name of the user, or of the token
 * @param csrf what a browser must send beside its cookie when it changes something; null for a program with a token
 */
public record Visitor(String name, String csrf) {

    /** The header that carries the CSRF token. */
    public static final String CSRF_HEADER = "X-CTOS-CSRF";

    /** Whether {@code sent} is enough for this visitor to change something. */
    public boolean mayChange(String sent) {
        if (csrf == null) {
            return true;
        }
        return MessageDigest.isEqual(
                csrf.getBytes(StandardCharsets.UTF_8),
                Objects.requireNonNullElse(sent, "").getBytes(StandardCharsets.UTF_8));
    }
}
