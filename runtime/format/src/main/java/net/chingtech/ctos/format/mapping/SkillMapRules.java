package net.chingtech.ctos.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.mapping.SkillMap.Mapping;

/**
 * The rules of {@code claw_to_skill_map.json}; collects the violations, up to a hundred, before it refuses. A key that is not known is one,
 * too: read past, {@code form_versions} would let a line hold for every version.
 */
public final class SkillMapRules {

    /** Of the file. */
    public static final int LARGEST = 1024 * 1024;

    /** Of brackets, colons and commas: as many as lines of the map can have in so many bytes. */
    private static final int MOST_JSON_PARTS = 200_000;

    private static final int MOST_VIOLATIONS = 100;

    private static final String CODE = "map_invalid";
    private static final int MOST_MAPPINGS = 5_000;
    private static final int MOST_PARTS = 100;
    private static final int LONGEST_PATH = 256;
    private static final Pattern ENV = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern SETTING = Pattern.compile("[^\\s\\p{Cntrl}#]{1,128}(#[^\\s\\p{Cntrl}#]{1,128})?");

    private final List<Violation> violations = new ArrayList<>();

    private SkillMapRules() {}

    /** @throws FormatException {@code map_invalid} */
    public static SkillMap read(byte[] json) throws FormatException {
        if (json.length > LARGEST) {
            throw new FormatException(CODE, "$", "at most " + LARGEST + " bytes", json.length + " bytes");
        }
        try {
            new SkillMapRules().check(Json.readTree(json, MOST_JSON_PARTS));
            SkillMap map = Json.read(json, SkillMap.class, MOST_JSON_PARTS);
            mustBeOneFollowerEach(map.mappings());
            return map;
        } catch (FormatException e) {
            throw new FormatException(e.code().equals(Json.TOO_MANY_PARTS) ? e.code() : CODE, e.violations());
        }
    }

    private void check(JsonNode root) throws FormatException {
        if (!root.isObject()) {
            throw new FormatException(
                    CODE, "$", "a JSON object", root.getNodeType().toString());
        }
        keys(root, "$", Set.of("version", "updated_at", "mappings"));
        JsonNode version = root.path("version");
        if (!version.isIntegralNumber() || !version.canConvertToInt() || version.intValue() < 1) {
            add("$.version", "a whole number from 1", version);
        }
        word(root, "$", "updated_at", false, Instant::parse);
        JsonNode mappings = root.path("mappings");
        for (int i = 0; i < size(mappings, "$.mappings", true, MOST_MAPPINGS); i++) {
            mapping(mappings.get(i), "$.mappings[" + i + "]");
            if (violations.size() > MOST_VIOLATIONS) {
                throw new FormatException(CODE, violations.subList(0, MOST_VIOLATIONS));
            }
        }
        if (!violations.isEmpty()) {
            throw new FormatException(CODE, violations);
        }
    }

    private void mapping(JsonNode node, String path) {
        keys(node, path, Set.of("from", "from_versions", "to", "to_versions", "configuration", "data"));
        word(node, path, "from", true, text -> isLegacy(text, true));
        word(node, path, "to", true, text -> isLegacy(text, false));
        word(node, path, "from_versions", false, VersionRange::parse);
        word(node, path, "to_versions", false, VersionRange::parse);
        JsonNode values = node.path("configuration");
        for (int i = 0; i < size(values, path + ".configuration", false, MOST_PARTS); i++) {
            value(values.get(i), path + ".configuration[" + i + "]");
        }
        JsonNode moves = node.path("data");
        for (int i = 0; i < size(moves, path + ".data", false, MOST_PARTS); i++) {
            String at = path + ".data[" + i + "]";
            keys(moves.get(i), at, Set.of("from", "to"));
            word(moves.get(i), at, "from", true, SkillMapRules::path);
            word(moves.get(i), at, "to", true, SkillMapRules::path);
        }
        targets(values, path + ".configuration", "to_env");
        targets(values, path + ".configuration", "to_setting");
        targets(moves, path + ".data", "to");
    }

    private void value(JsonNode node, String path) {
        keys(node, path, Set.of("env", "to_env", "to_setting"));
        word(node, path, "env", true, text -> matches(text, ENV, "A-Z, 0-9 and _, a letter first"));
        word(node, path, "to_env", false, text -> matches(text, ENV, "A-Z, 0-9 and _, a letter first"));
        word(node, path, "to_setting", false, text -> matches(text, SETTING, "PID#name, or a name"));
        if (node.hasNonNull("to_env") == node.hasNonNull("to_setting")) {
            add(path, "exactly one of to_env and to_setting", node);
        }
    }

    /** Two values in one place: one of them would be lost. */
    private void targets(JsonNode parts, String path, String key) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            JsonNode target = parts.get(i).path(key);
            if (target.isTextual() && !seen.add(target.textValue())) {
                add(path + "[" + i + "]." + key, "a place that no other has", target);
            }
        }
    }

    private interface Parse {
        void parse(String text) throws Exception;
    }

    private void word(JsonNode node, String path, String key, boolean needed, Parse parse) {
        JsonNode word = node.path(key);
        if (word.isMissingNode() || word.isNull()) {
            if (needed) {
                violations.add(new Violation(path + "." + key, "a text", "nothing"));
            }
            return;
        }
        try {
            if (!word.isTextual()) {
                throw new FormatException(CODE, "$", "a text", word.toString());
            }
            parse.parse(word.textValue());
        } catch (FormatException e) {
            violations.addAll(e.under(path + "." + key).violations());
        } catch (Exception e) {
            add(path + "." + key, "a time such as 2026-03-01T10:00:00Z", word);
        }
    }

    private static void isLegacy(String text, boolean wanted) throws FormatException {
        if (SkillId.parse(text).isLegacy() != wanted) {
            throw new FormatException(
                    CODE, "$", wanted ? "an id that begins with clawhub." : "the id of a skill of a SkillHub", text);
        }
    }

    private static void matches(String text, Pattern pattern, String expected) throws FormatException {
        if (!pattern.matcher(text).matches()) {
            throw new FormatException(CODE, "$", expected, text);
        }
    }

    /** Below a data folder: {@code .} for all of it, or names with slashes between. */
    private static void path(String text) throws FormatException {
        boolean good = text.length() <= LONGEST_PATH
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\' || c == ':');
        for (String part : text.split("/", -1)) {
            good &= !part.isBlank() && !part.equals("..") && (!part.equals(".") || text.equals("."));
        }
        if (!good) {
            throw new FormatException(CODE, "$", "a path below the data folder, or . for all of it", text);
        }
    }

    private int size(JsonNode list, String path, boolean needed, int most) {
        if (list.isMissingNode() && !needed) {
            return 0;
        }
        if (!list.isArray() || list.size() > most) {
            violations.add(new Violation(
                    path,
                    "a list of at most " + most,
                    list.isArray()
                            ? list.size() + " elements"
                            : list.getNodeType().toString()));
            return 0;
        }
        return list.size();
    }

    private void keys(JsonNode node, String path, Set<String> known) {
        if (!node.isObject()) {
            add(path, "a JSON object", node);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                violations.add(new Violation(path, "no key but " + String.join(", ", sorted(known)), entry.getKey()));
            }
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    private void add(String path, String expected, JsonNode found) {
        violations.add(new Violation(path, expected, found.isMissingNode() ? "nothing" : found.toString()));
    }

    private static void mustBeOneFollowerEach(List<Mapping> mappings) throws FormatException {
        Map<SkillId, List<Integer>> lines = new HashMap<>();
        for (int i = 0; i < mappings.size(); i++) {
            Mapping mapping = mappings.get(i);
            List<Integer> before = lines.computeIfAbsent(mapping.from(), id -> new ArrayList<>());
            if (before.size() == MOST_PARTS) {
                throw new FormatException(
                        CODE, "$.mappings[" + i + "].from", "at most " + MOST_PARTS + " lines of one skill", "more");
            }
            for (int line : before) {
                if (RangesMeet.meet(mappings.get(line).fromVersions(), mapping.fromVersions())) {
                    throw new FormatException(
                            CODE,
                            "$.mappings[" + i + "].from_versions",
                            "versions that $.mappings[" + line + "] does not have",
                            mapping.fromVersions().toString());
                }
            }
            before.add(i);
        }
    }
}
