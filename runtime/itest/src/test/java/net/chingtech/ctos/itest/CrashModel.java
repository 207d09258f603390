package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.Json;

/** What one skill must have, by all that it was told and by all that was changed. */
final class CrashModel {

    final CrashSkill skill;
    private final Map<String, Has> left = new HashMap<>();
    private Has has;
    private int newest;

    /**
     * One state.
     *
     * @param entries keys and texts that the skill said it keeps
     */
    record Has(int form, Map<String, String> entries, String secret) {

        String version() {
            return CrashSkill.version(form);
        }

        Has in(int other) {
            return new Has(other, entries, secret);
        }

        Has with(String key, String text) {
            Map<String, String> more = new TreeMap<>(entries);
            more.put(key, text);
            return new Has(form, more, secret);
        }

        Has keeping(String other) {
            return new Has(form, entries, other);
        }

        /** As the skill tells it. */
        ObjectNode told(boolean hasData) {
            ObjectNode told = Json.mapper().createObjectNode();
            told.put("version", version());
            if (hasData) {
                ArrayNode forms = told.putArray("forms");
                for (int step = 0; step <= form; step++) {
                    forms.add(step);
                }
                told.putArray("tables").add(0);
                ObjectNode rows = told.putObject("entries");
                ObjectNode files = told.putObject("files");
                entries.forEach((key, text) -> {
                    rows.put(key, form + ":" + text);
                    files.put("entry-" + key + ".txt", form + ":" + text);
                });
                told.put("limit", String.valueOf(form));
                told.put("secret", secret);
            }
            return told;
        }
    }

    CrashModel(CrashSkill skill) {
        this.skill = skill;
        has = new Has(0, Map.of(), "first");
    }

    Has has() {
        return has;
    }

    /** The state that an update would make. */
    Has next() {
        return has.in(newest + 1);
    }

    /** The state that it had when it left a version. */
    Has of(String version) {
        return left.get(version);
    }

    void is(Has now) {
        if (now.form() != has.form()) {
            left.put(has.version(), has);
        }
        has = now;
        newest = Math.max(newest, now.form());
    }

    /** Finds out which of two states it is in, and fails when it is in neither, wholly. */
    Has oneOf(Has before, Has after, JsonNode told, String when) {
        String said = order(told);
        for (Has one : new Has[] {before, after}) {
            if (said.equals(order(one.told(skill.hasData())))) {
                return one;
            }
        }
        assertThat(said)
                .as(
                        "%s: %s is neither before nor after; after would be %s",
                        when, skill.id(), order(after.told(skill.hasData())))
                .isEqualTo(order(before.told(skill.hasData())));
        return before;
    }

    private static String order(JsonNode told) {
        try {
            return Json.mapper().writeValueAsString(new TreeMap<>(Json.mapper().convertValue(sorted(told), Map.class)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        ObjectNode sorted = Json.mapper().createObjectNode();
        new TreeMap<>(asMap(node)).forEach((name, value) -> sorted.set(name, sorted(value)));
        return sorted;
    }

    private static Map<String, JsonNode> asMap(JsonNode node) {
        Map<String, JsonNode> map = new HashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }
}
