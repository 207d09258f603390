package net.chingtech.ctos.runtime;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Says who somebody is. Compares in constant time, slows down guessing, and never says what was wrong. */
@ProviderType
public interface Authenticator {

    /** The administrator of the web console. */
    Optional<Identity> password(String user, String password);

    /** The bearer of a token, when it is the token of that door. */
    Optional<Identity> token(Door door, String token);

    /** The doors that take tokens; the token of one does not open the other. */
    enum Door {
        REST,
        MCP
    }

    /** Somebody who proved who they are. */
    record Identity(String name) {}
}
