package net.chingtech.ctos.provisioning.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;

/**
 * Reads {@code skills/registry.json} in all of its formats. Format 1 had at most one earlier state, without a backup, as
 * {@code previous}.
 */
final class RegistryFile {

    /** What a format 1 registry's earlier state is called from now on. */
    private static final String BEFORE = "before";

    private RegistryFile() {}

    static Registry parse(JsonNode tree, int format) throws FormatException {
        Registry registry = Json.read(tree, Registry.class);
        for (Entry entry : registry.skills()) {
            check(entry);
        }
        for (Migrated migrated : registry.migrations()) {
            check(migrated);
        }
        return format == 1 ? ofFormat1(registry, tree) : registry;
    }

    private static Registry ofFormat1(Registry registry, JsonNode tree) throws FormatException {
        Registry converted = registry;
        for (JsonNode skill : tree.path("skills")) {
            JsonNode previous = skill.path("previous");
            Entry entry =
                    registry.find(Json.read(skill.path("id"), SkillId.class)).orElseThrow();
            if (previous.isObject()) {
                Deployed release = Json.read(previous, Deployed.class);
                check(release, "previous");
                Past past = new Past(
                        BEFORE,
                        release,
                        entry.installedAt(),
                        0,
                        false,
                        false,
                        false,
                        "updated to " + entry.current().version(),
                        null);
                converted = converted.with(entry.draft().history(List.of(past)).entry());
            }
        }
        return new Registry(
                Registry.FORMAT,
                converted.revision(),
                converted.lockSha256(),
                converted.skills(),
                converted.keptData(),
                List.of(),
                null);
    }

    /** JSON that lacks something has none of our errors, but nobody could work with it. */
    private static void check(Entry entry) throws FormatException {
        Map<String, Object> needed = new LinkedHashMap<>();
        needed.put("id", entry.id());
        needed.put("source", entry.source());
        needed.put("channel", entry.channel());
        needed.put("installed_at", entry.installedAt());
        needed.put("current", entry.current());
        require(needed);
        check(entry.current(), "current");
        for (Past past : entry.history()) {
            Map<String, Object> parts = new LinkedHashMap<>();
            parts.put("history.state_id", past.stateId());
            parts.put("history.release", past.release());
            require(parts);
            check(past.release(), "history.release");
        }
    }

    private static void check(Migrated migrated) throws FormatException {
        Map<String, Object> needed = new LinkedHashMap<>();
        needed.put("migrations.legacy", migrated.legacy());
        needed.put("migrations.follower", migrated.follower());
        needed.put("migrations.at", migrated.at());
        needed.put("migrations.until", migrated.until());
        require(needed);
        check(migrated.legacy());
    }

    private static void check(Deployed release, String where) throws FormatException {
        Map<String, Object> needed = new LinkedHashMap<>();
        needed.put(where + ".version", release.version());
        needed.put(where + ".name", release.name());
        needed.put(where + ".sha256", release.sha256());
        needed.put(where + ".tier", release.tier());
        needed.put(where + ".key_id", release.keyId());
        needed.put(where + ".host", release.host());
        require(needed);
    }

    private static void require(Map<String, Object> needed) throws FormatException {
        List<String> missing = new ArrayList<>();
        needed.forEach((name, value) -> {
            if (value == null) {
                missing.add(name);
            }
        });
        if (!missing.isEmpty()) {
            throw new FormatException("json_invalid", "$.skills", String.join(", ", missing), "nothing");
        }
    }
}
