package net.chingtech.ctos.verify;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.format.SkillManifest;

/** A manifest.json that our own tools would not sign, signed all the same by a publisher who is vouched for. */
final class ManifestCases {

    private static final String SUMMARY = "A skill for tests";

    private final List<BadCase> cases = new ArrayList<>();

    static List<BadCase> all() {
        ManifestCases cases = new ManifestCases();
        cases.forms();
        cases.values();
        cases.texts();
        return cases.cases;
    }

    private void forms() {
        add("missing", "not there", "manifest_missing", jar -> jar.remove(SkillManifest.PATH));
        add("empty", "empty", "manifest_invalid", jar -> jar.put(SkillManifest.PATH, ""));
        add("list", "a list", "manifest_invalid", jar -> jar.put(SkillManifest.PATH, "[]"));
        add("null", "null", "manifest_invalid", jar -> jar.put(SkillManifest.PATH, "null"));
        add("cut", "cut off", "manifest_invalid", jar -> jar.put(SkillManifest.PATH, "{\"id\":"));
        add(
                "deep",
                "10,000 lists in each other",
                "manifest_invalid",
                jar -> jar.put(SkillManifest.PATH, "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
        add(
                "huge",
                "of 5 MiB",
                "manifest_invalid",
                jar -> jar.put(
                        SkillManifest.PATH,
                        "{\"x\":\"" + Base64.getEncoder().encodeToString(SignatureCases.noise(4 << 20)) + "\"}"));
        add(
                "huge_number",
                "a number of 10,000 digits",
                "manifest_invalid",
                jar -> jar.replace(SkillManifest.PATH, "\"" + SUMMARY + "\"", "9".repeat(10_000)));
        add("two", "two documents", "manifest_invalid", jar -> jar.append(SkillManifest.PATH, "{}"));
        add(
                "key_twice",
                "a key twice",
                "manifest_invalid",
                jar -> jar.replace(SkillManifest.PATH, "\"summary\"", "\"summary\": \"x\", \"summary\""));
        add(
                "not_utf8",
                "not UTF-8",
                "manifest_invalid",
                jar -> jar.files.put(
                        SkillManifest.PATH,
                        new String(jar.files.get(SkillManifest.PATH), StandardCharsets.UTF_8)
                                .replace(SUMMARY, "\u00e9")
                                .getBytes(StandardCharsets.ISO_8859_1)));
        for (String encoding : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE")) {
            add(
                    encoding.toLowerCase(Locale.ROOT).replace('-', '_'),
                    "in " + encoding,
                    "manifest_invalid",
                    jar -> jar.files.put(
                            SkillManifest.PATH,
                            new String(jar.files.get(SkillManifest.PATH), StandardCharsets.UTF_8)
                                    .getBytes(Charset.forName(encoding))));
        }
    }

    private void values() {
        value("id", "an id of one part", "\"net.chingtech.hello\"", "\"hello\"");
        value("id_capitals", "an id with capitals", "\"net.chingtech.hello\"", "\"net.Chingtech.hello\"");
        value("version", "a version that is none", "\"1.0.0\"", "\"1.0\"");
        value("icon", "an icon that climbs", "\"license\"", "\"icon\":\"../evil.svg\",\"license\"");
        value(
                "screenshot",
                "a screenshot from the network",
                "\"license\"",
                "\"screenshots\":[\"http://example.org/x.png\"],\"license\"");
        value(
                "migration",
                "a migration that climbs",
                "\"license\"",
                "\"migrations\":[{\"from\":\"<1.0.0\",\"script\":\"../1.sql\"}],\"license\"");
        value(
                "homepage",
                "a homepage that is a script",
                "\"license\"",
                "\"homepage\":\"javascript:alert(1)\",\"license\"");
        value(
                "permission_twice",
                "a permission twice",
                "\"license\"",
                "\"permissions\":[\"db:own\",\"db:own\"],\"license\"");
        value(
                "itself",
                "a dependency on itself",
                "\"license\"",
                "\"dependencies\":{\"net.chingtech.hello\":\"*\"},\"license\"");
        add(
                "permission_unknown",
                "a permission that is not known",
                "permission_unknown",
                jar -> jar.replace(
                        SkillManifest.PATH, "\"license\"", "\"permissions\":[\"db:raed:sales\"],\"license\""));
    }

    private void texts() {
        value("turned", "a summary that is turned", SUMMARY, "a\u202eb");
        value("turned_escaped", "a summary that is turned by an escape of JSON", SUMMARY, "a\\u202eb");
        value("zero_width", "a summary with a space of no width", SUMMARY, "a\u200bb");
        value("tags", "a summary with tag characters", SUMMARY, new StringBuilder("a").appendCodePoint(0xe0041) + "b");
        value("lines", "a summary of two lines", SUMMARY, "a\\nb");
        value("escape", "a name with a terminal's escape", "Test skill", "a\\u001b[2Jb");
        value("author", "an author's name that is turned", "Tester", "a\u2067b");
    }

    private void value(String name, String what, String from, String to) {
        add(name, what, "manifest_invalid", jar -> jar.replace(SkillManifest.PATH, from, to));
    }

    private void add(String name, String what, String code, java.util.function.Consumer<JarEdit> change) {
        cases.add(new BadCase("manifest." + name, "manifest.json: " + what, "manifest", code, scene -> {
            JarEdit jar = JarEdit.of(Scene.skill().jar(scene.file("plain.jar")));
            jar.files.keySet().removeIf(file -> file.endsWith("/"));
            byte[] before = jar.bytes();
            change.accept(jar);
            if (java.util.Arrays.equals(before, jar.bytes())) {
                throw new IllegalArgumentException("the case changes nothing");
            }
            return OddRelease.of(scene, jar);
        }));
    }
}
