package net.chingtech.ctos.format.tuf;

import java.util.List;

/**
 * Who may sign a role's file.
 *
 * @param keyids names of keys, each once
 * @param threshold how many of them have to sign, at least 1
 */
public record RoleKeys(List<String> keyids, int threshold) {
    public RoleKeys {
        keyids = keyids == null ? List.of() : List.copyOf(keyids);
    }
}
