package net.chingtech.ctos.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The rules of {@code manifest.json} that a type alone does not hold; collects every violation before it refuses. */
final class ManifestRules {

    private static final int LARGEST = 64 * 1024;
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final Pattern TOOL = Pattern.compile("[a-z0-9_]{1,64}");
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern CATEGORY = Pattern.compile("[\\p{L}][\\p{L}\\p{N} &-]{0,39}");
    /** The one text that may have more than one line: elsewhere another line would look like the container's own word. */
    private static final String NOTES = "$.release_notes";

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/]");
    private static final Pattern LINE_END = Pattern.compile("[\\n\\t]");

    private final JsonNode root;
    private final List<Violation> violations = new ArrayList<>();
    private int unknownPermissions;

    private ManifestRules(JsonNode root) {
        this.root = root;
    }

    static SkillManifest check(JsonNode root, byte[] json) throws FormatException {
        if (json.length > LARGEST) {
            throw new FormatException("manifest_invalid", "$", "at most " + LARGEST + " bytes", json.length + " bytes");
        }
        if (!root.isObject()) {
            throw new FormatException(
                    "manifest_invalid", "$", "a JSON object", root.getNodeType().toString());
        }
        return new ManifestRules(root).check(json);
    }

    private SkillManifest check(byte[] json) throws FormatException {
        // 1. The words that have a parser of their own.
        word("id", true, SkillId::parse);
        word("version", true, SkillVersion::parse);
        word("channel", false, Channel::parse);
        words("permissions", SkillPermission::parse);
        words("optional_permissions", SkillPermission::parse);
        dependencies();
        // 2. Texts, lists and paths.
        text("name", true, 60);
        text("summary", true, 200);
        text("license", true, 100);
        address(root.get("homepage"), "$.homepage");
        text("release_notes", false, 4_000);
        author();
        list("categories", 5, "1 to 40 letters, digits, spaces", text -> CATEGORY.matcher(text)
                .matches());
        list("tags", 20, "1 to 40 of a-z, 0-9 and hyphen", text -> TAG.matcher(text)
                .matches());
        list("exports", 100, "a tool name: 1 to 64 of a-z, 0-9 and _", text -> TOOL.matcher(text)
                .matches());
        path(root.get("icon"), "$.icon");
        path(root.get("banner"), "$.banner");
        list("screenshots", 10, "a path in the JAR", text -> PATH.matcher(text).matches());
        // 3. Switches and structures.
        flag("security_fix");
        flag("side_by_side");
        migrations();
        health();
        // 4. What only makes sense together.
        noPermissionTwice();
        if (!violations.isEmpty()) {
            boolean onlyPermissions = unknownPermissions == violations.size();
            throw new FormatException(onlyPermissions ? "permission_unknown" : "manifest_invalid", violations);
        }
        return Json.read(json, SkillManifest.class);
    }

    private interface Parse {
        Object parse(String text) throws FormatException;
    }

    private void word(String key, boolean needed, Parse parse) {
        JsonNode node = root.get(key);
        if (node == null) {
            if (needed) {
                violations.add(new Violation("$." + key, "a string", "nothing"));
            }
            return;
        }
        parse(node, "$." + key, parse);
    }

    private void parse(JsonNode node, String path, Parse parse) {
        if (!node.isTextual()) {
            violations.add(new Violation(path, "a string", node.toString()));
            return;
        }
        try {
            parse.parse(node.textValue());
        } catch (FormatException e) {
            violations.addAll(e.under(path).violations());
            unknownPermissions += e.code().equals("permission_unknown") ? 1 : 0;
        }
    }

    private void words(String key, Parse parse) {
        JsonNode node = root.get(key);
        if (isList(node, "$." + key, 100)) {
            for (int i = 0; i < node.size(); i++) {
                parse(node.get(i), "$." + key + "[" + i + "]", parse);
            }
        }
    }

    private void dependencies() {
        JsonNode node = root.get("dependencies");
        if (node == null) {
            return;
        }
        if (!node.isObject() || node.size() > 50) {
            violations.add(
                    new Violation("$.dependencies", "an object of at most 50 skill ids and ranges", node.toString()));
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String path = "$.dependencies." + entry.getKey();
            try {
                if (SkillId.parse(entry.getKey()).value().equals(root.path("id").asText())) {
                    violations.add(new Violation(path, "another skill", "itself"));
                }
            } catch (FormatException e) {
                violations.addAll(e.under(path).violations());
            }
            parse(entry.getValue(), path, VersionRange::parse);
        }
    }

    private void text(String key, boolean needed, int longest) {
        checkText(root.get(key), "$." + key, needed, longest);
    }

    private void checkText(JsonNode node, String path, boolean needed, int longest) {
        String expected = "a text of at most " + longest + " characters";
        if (node == null) {
            if (needed) {
                violations.add(new Violation(path, expected, "nothing"));
            }
        } else if (!node.isTextual()) {
            violations.add(new Violation(path, expected, node.toString()));
        } else if (node.textValue().isBlank() && needed) {
            violations.add(new Violation(path, expected, "an empty text"));
        } else if (node.textValue().length() > longest) {
            violations.add(new Violation(path, expected, node.textValue().length() + " characters"));
        } else if (PlainText.hides(node.textValue())) {
            violations.add(new Violation(path, "no invisible or direction-changing characters", "one of them"));
        } else if (!path.equals(NOTES) && LINE_END.matcher(node.textValue()).find()) {
            violations.add(new Violation(path, "a text of one line", "more than one"));
        }
    }

    /** A link that a browser may follow: no script, no file. */
    private void address(JsonNode node, String path) {
        checkText(node, path, false, 300);
        if (node != null
                && node.isTextual()
                && !ADDRESS.matcher(node.textValue()).lookingAt()) {
            violations.add(new Violation(path, "an address such as https://example.org", node.toString()));
        }
    }

    private void author() {
        JsonNode author = root.get("author");
        if (author == null || !author.isObject()) {
            violations.add(new Violation("$.author", "an object with name and url", String.valueOf(author)));
            return;
        }
        checkText(author.get("name"), "$.author.name", true, 100);
        address(author.get("url"), "$.author.url");
    }

    private boolean isList(JsonNode node, String path, int longest) {
        if (node == null) {
            return false;
        }
        if (!node.isArray() || node.size() > longest) {
            violations.add(new Violation(path, "a list of at most " + longest, node.toString()));
            return false;
        }
        return true;
    }

    private void list(String key, int longest, String expected, Predicate<String> rule) {
        JsonNode node = root.get(key);
        if (!isList(node, "$." + key, longest)) {
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            if (!node.get(i).isTextual() || !rule.test(node.get(i).textValue())) {
                violations.add(new Violation(
                        "$." + key + "[" + i + "]", expected, node.get(i).toString()));
            }
        }
    }

    private void path(JsonNode node, String path) {
        if (node != null
                && (!node.isTextual() || !PATH.matcher(node.textValue()).matches())) {
            violations.add(new Violation(path, "a path in the JAR, such as icon.svg", node.toString()));
        }
    }

    private void flag(String key) {
        JsonNode node = root.get(key);
        if (node != null && !node.isBoolean()) {
            violations.add(new Violation("$." + key, "true or false", node.toString()));
        }
    }

    private void migrations() {
        JsonNode node = root.get("migrations");
        if (!isList(node, "$.migrations", 50)) {
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            String path = "$.migrations[" + i + "]";
            JsonNode migration = node.get(i);
            boolean one = migration.isObject() && migration.has("script") != migration.has("service");
            if (!one || !migration.has("from")) {
                violations.add(
                        new Violation(path, "an object with from, and either script or service", migration.toString()));
                continue;
            }
            parse(migration.get("from"), path + ".from", VersionRange::parse);
            if (migration.has("script")) {
                path(migration.get("script"), path + ".script");
            } else {
                migrationService(migration.get("service"), path + ".service");
            }
        }
    }

    private void migrationService(JsonNode node, String path) {
        if (!node.isTextual() || !node.textValue().matches("[a-zA-Z0-9._-]{1,64}")) {
            violations.add(new Violation(path, "a name of 1 to 64 letters, digits, dots, _ and -", node.toString()));
        }
    }

    private void health() {
        JsonNode node = root.get("health");
        if (node == null) {
            return;
        }
        JsonNode timeout = node.get("timeout_ms");
        if (!node.isObject()
                || timeout == null
                || !timeout.isInt()
                || timeout.intValue() < 100
                || timeout.intValue() > 60_000) {
            violations.add(new Violation("$.health", "an object with timeout_ms from 100 to 60000", node.toString()));
        }
    }

    private void noPermissionTwice() {
        Set<String> seen = new HashSet<>();
        for (String key : List.of("permissions", "optional_permissions")) {
            JsonNode node = root.path(key);
            for (int i = 0; i < node.size(); i++) {
                if (!seen.add(node.get(i).asText())) {
                    violations.add(new Violation(
                            "$." + key + "[" + i + "]",
                            "each permission once",
                            node.get(i).asText()));
                }
            }
        }
    }
}
