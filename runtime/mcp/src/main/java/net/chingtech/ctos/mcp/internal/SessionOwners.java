package net.chingtech.ctos.mcp.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whose each session is: to know a session's id is not enough to use it. Keeps the latest, so that it stays small. */
final class SessionOwners {

    private static final int MOST = 10_000;

    private final Map<String, String> owners = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    synchronized void opened(String session, String owner) {
        owners.put(session, owner);
    }

    synchronized boolean isOf(String session, String user) {
        return user.equals(owners.get(session));
    }

    synchronized void closed(String session) {
        owners.remove(session);
    }
}
