package net.chingtech.ctos.provisioning.agent.policy;

import net.chingtech.ctos.provisioning.UpdatePolicy;

/** {@code skills/update-policy.json}. */
public record PolicyFile(int format, UpdatePolicy policy) {

    static final int FORMAT = 1;
}
