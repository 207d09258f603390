package net.chingtech.ctos.provisioning;

import net.chingtech.ctos.format.Problem;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether this container leaves its hubs alone, because an administrator said so. A service, there before any hub is asked;
 * whoever talks to a hub asks it before each question.
 */
@FunctionalInterface
@ProviderType
public interface Offline {

    /** The code of the refusal. */
    String CODE = "offline";

    boolean isOn();

    /** @throws ProvisioningException {@value #CODE} */
    default void requireOnline() throws ProvisioningException {
        if (isOn()) {
            throw new ProvisioningException(problem());
        }
    }

    /** Why nothing is asked. */
    static Problem problem() {
        return new Problem(
                503,
                CODE,
                "This container is offline: an administrator wants it to ask no hub.",
                "What is installed goes on working, and a file can be installed. To ask the hubs again, switch offline mode"
                        + " off on the tab Container, or with ./ctos hub offline off.");
    }
}
