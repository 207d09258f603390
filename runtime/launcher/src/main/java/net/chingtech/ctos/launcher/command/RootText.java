package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.RoleKeys;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.hub.HubFolder;

/** A root as people and programs read it. */
final class RootText {

    private static final List<String> ROLES = List.of(Role.ROOT, Role.TIMESTAMP, Role.SNAPSHOT, Role.TARGETS);

    private RootText() {}

    /** @param fingerprint what containers know the hub by; null when it is not known here */
    static Map<String, Object> of(Root root, String fingerprint) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("version", root.version());
        answer.put("expires", root.expires());
        if (fingerprint != null) {
            answer.put("hub_root", fingerprint);
        }
        Map<String, Object> roles = new LinkedHashMap<>();
        for (String role : ROLES) {
            RoleKeys keys = root.roles().get(role);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("threshold", keys.threshold());
            line.put("key_ids", keys.keyids());
            roles.put(role, line);
        }
        answer.put("roles", roles);
        return answer;
    }

    static void print(HomeCommand command, Root root, String fingerprint) {
        if (command.json()) {
            command.printJson(of(root, fingerprint));
            return;
        }
        command.say("root " + root.version() + ", holds until " + root.expires());
        for (String role : ROLES) {
            RoleKeys keys = root.roles().get(role);
            command.say(
                    "  %-10s %d of %d", role, keys.threshold(), keys.keyids().size());
            keys.keyids().forEach(id -> command.say("             " + id));
        }
        if (fingerprint != null) {
            command.say("containers know this hub by  --hub-root " + fingerprint);
        }
    }

    /** After a new root is in place. */
    static void printPlaced(HomeCommand command, HubFolder hub) throws IOException, SigningFailed {
        print(command, hub.newest(), Fields.fingerprint(hub.fingerprint()));
        if (!command.json() && hub.newest().version() > 1) {
            command.say("A hub that runs takes it up with its next list.");
        }
    }
}
