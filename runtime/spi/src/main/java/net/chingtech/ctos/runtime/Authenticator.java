package net.chingtech.ctos.runtime;

import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import org.osgi.annotation.versioning.ProviderType;

/** Says who somebody is. Compares in constant time, slows down guessing, and never says what was wrong. */
@ProviderType
public interface Authenticator {

    /** The administrator of the web console. */
    Optional<Identity> password(String user, String password);

    /**
     * Sets another password for the administrator, who proves to know the present one.
     *
     * @return empty once it lasts and the old one opens nothing; else why not: {@code password_wrong}, {@code password_weak},
     *     {@code password_long}, {@code password_same}, {@code busy} after wrong guesses, {@code disk_full}, {@code disk_failed}
     */
    Optional<Problem> changePassword(String current, String next);

    /** What there is to know about the administrator's password beside itself. */
    PasswordState passwordState();

    /**
     * @param number another one for each password that was seen since the start, however it was set
     * @param chosen whether somebody chose it, so that only its hash lies on the disk; else it is the one of the first start
     */
    record PasswordState(long number, boolean chosen) {}

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
