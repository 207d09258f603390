package net.chingtech.ctos.webconsole.internal.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a tool might say of its input, and answer, to do harm to whoever tries it; by name. */
final class HostileTools {

    private static final String MARKUP =
            "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>";

    private HostileTools() {}

    static Map<String, String> schemas() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("no_json", "{\"type\":");
        all.put("null_schema", "null");
        all.put("list_schema", "[1,2]");
        all.put(
                "around_itself",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"},\"b\":{\"$ref\":\"#/properties/b\"}}}");
        all.put("around_each_other", """
                {"type":"object","properties":{"a":{"$ref":"#/$defs/x"}},
                "$defs":{"x":{"type":"object","properties":{"y":{"$ref":"#/$defs/y"}}},
                "y":{"type":"array","items":{"$ref":"#/$defs/x"}}}}
                """);
        all.put(
                "of_elsewhere",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://tracker.example/schema.json\"}}}");
        all.put("very_deep", "{\"type\":\"object\",\"properties\":{\"a\":".repeat(900) + "{}" + "}}".repeat(900));
        all.put("very_many", "{\"type\":\"object\",\"properties\":{" + fields(4_000) + "}}");
        all.put("very_large", "{\"type\":\"object\",\"description\":\"" + "x".repeat(900_000) + "\"}");
        all.put(
                "many_choices",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":["
                        + IntStream.range(0, 20_000).mapToObj(String::valueOf).collect(Collectors.joining(","))
                        + "]}}}");
        all.put("slow_pattern", """
                {"type":"object","properties":{"slow":{"type":"string","pattern":"^(a+)+$"},
                "worse":{"type":"string","pattern":"^(a|aa)*b.*.*.*.*$"},"broken":{"type":"string","pattern":"("},
                "maybe":{"type":"string","pattern":"^(a?){66}a{66}$","default":"%1$s"},
                "optional":{"type":"string","pattern":"^%2$s%1$s$","default":"%1$sb"},
                "choices":{"type":"string","pattern":"^%3$s$","default":"%1$sb"}}}
                """.formatted("a".repeat(66), "a?".repeat(66), "(a|a)".repeat(36)));
        all.put("defaults_without_end", """
                {"type":"object","properties":{"a":{"type":"array","default":[%1$s],"items":{"type":"array","default":[],
                "items":{"type":"array","items":{"type":"string"}}}}}}
                """.formatted(IntStream.range(0, 100)
                .mapToObj(i -> "[" + "[\"x\",\"y\",\"z\"],".repeat(99) + "[]]")
                .collect(Collectors.joining(","))));
        all.put("names_of_ours", """
                {"type":"object","required":["__proto__","constructor"],"properties":{"__proto__":{"type":"string"},
                "constructor":{"type":"object","properties":{"prototype":{"type":"string"}}},"toString":{"type":"boolean"},
                "a.b[0] c'\\"":{"type":"string"},"":{"type":"string"},"\\ud800":{"type":"string"},"\\u202egnp":{"type":"string"}}}
                """);
        all.put("markup", """
                {"type":"object","properties":{"%1$s":{"title":"%1$s","description":"%1$s","enum":["%1$s","javascript:alert(1)"]},
                "b":{"type":"string","default":"%1$s","examples":["%1$s"],"format":"%1$s"}}}
                """.formatted(MARKUP.replace("\"", "\\\"")));
        all.put("wrong_types", """
                {"type":7,"properties":{"a":{"type":{"x":1},"required":"x"},"b":{"type":"string","minLength":"x","maxLength":-1,"pattern":5},
                "c":{"type":"array","items":7,"maxItems":"x"},"d":{"enum":"x"},"e":true,"f":null,"g":{"type":["null"]},
                "h":{"type":"number","minimum":"x","default":{"toString":1,"valueOf":1}},"j":{"type":"string","format":"__proto__","default":"x"},"k":{"type":"string","format":{"toString":1}},"i":{"title":{},"type":"string","default":[1]}}}
                """);
        all.put(
                "long_words",
                "{\"type\":\"object\",\"properties\":{\"" + "w".repeat(3_000)
                        + "\":{\"type\":\"string\",\"description\":\"" + "d".repeat(3_000) + "\"}}}");
        return all;
    }

    private static String fields(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"f" + i + "\":{\"type\":\"string\"}")
                .collect(Collectors.joining(","));
    }

    static Map<String, Map<String, ?>> answers() {
        Map<String, Map<String, ?>> all = new LinkedHashMap<>();
        all.put("markup", Map.of(MARKUP, MARKUP, "text", MARKUP + "\n" + MARKUP));
        all.put(
                "pictures_that_are_none",
                Map.of(
                        "svg", "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+",
                        "png", "data:image/png;base64,AAAA",
                        "broken", "data:image/png;base64,====A",
                        "page", "data:text/html,<script>alert(1)</script>",
                        "away", "https://tracker.example/pixel.png",
                        "content",
                                List.of(
                                        Map.of("type", "image", "mimeType", "image/svg+xml", "data", "PHN2Zy8+"),
                                        Map.of("type", "image", "mimeType", "text/html", "data", "PGI+"))));
        all.put("very_deep", deep(300));
        all.put("very_long", Map.of("word", "x".repeat(600_000), "lines", "y\n".repeat(100_000)));
        all.put("very_many", Map.of("all", Collections.nCopies(50_000, Map.of("a", 1))));
        all.put("turned", Map.of("name", "\u202egnp.exe\u2066", "hidden", "pay\u200bpal\nsecond\u0007line"));
        all.put(
                "names_of_ours",
                Map.of("__proto__", Map.of("polluted", true), "constructor", 1, "type", "image", "data", 5));
        return all;
    }

    private static Map<String, ?> deep(int levels) {
        Map<String, ?> deep = Map.of("end", true);
        for (int i = 0; i < levels; i++) {
            deep = Map.of("a", deep);
        }
        return deep;
    }
}
