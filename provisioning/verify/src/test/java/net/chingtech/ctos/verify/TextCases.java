package net.chingtech.ctos.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts that do not show all that they say. */
final class TextCases {

    private final List<BadCase> cases = new ArrayList<>();

    static List<BadCase> all() {
        TextCases cases = new TextCases();
        cases.characters();
        cases.files();
        cases.encodings();
        return cases.cases;
    }

    private void characters() {
        hidden("override", "a bidirectional override", "\u202e");
        hidden("embedding", "a bidirectional embedding", "\u202b");
        hidden("isolate", "a bidirectional isolate", "\u2066");
        hidden("mark", "a mark of direction", "\u200f");
        hidden("arabic_mark", "the Arabic mark of direction", "\u061c");
        hidden("tags", "words in tag characters", tags("run this"));
        hidden("selectors", "bytes in variation selectors", "\ufe01\ufe02\ufe03");
        hidden("more_selectors", "bytes in the other variation selectors", codePoints(0xe0101, 0xe0102));
        hidden("joiners", "bits in joiners", "\u200c\u200d\u200d\u200c");
        hidden("zero_width", "a space of no width", "\u200b");
        hidden("word_joiner", "a word joiner", "\u2060");
        hidden("times", "an invisible operator", "\u2062");
        hidden("byte_order_mark", "a byte order mark in the middle", "\ufeff");
        hidden("hangul_filler", "a letter without a shape", "\u3164");
        hidden("half_filler", "another letter without a shape", "\uffa0");
        hidden("soft_hyphen", "a soft hyphen", "\u00ad");
        hidden("mongolian", "a separator of Mongolian vowels", "\u180e");
        hidden("annotation", "an annotation", "\ufff9");
        hidden("escape", "a terminal's escape", "\u001b[8m");
        hidden("nul", "a NUL", "\u0000");
        hidden("backspace", "a backspace", "\b");
        hidden("c1", "a C1 control", "\u009b");
        add(
                "late",
                "SKILL.md with an override after 40,000 characters",
                "text_hidden",
                "SKILL.md",
                "字".repeat(40_000) + "\u202e");
    }

    private void files() {
        for (String file : List.of(
                "references/how.md",
                "data/list.json",
                "migrations/1.sql",
                "messages_zh.properties",
                "ui/app.js",
                "scripts/run.py",
                "scripts/run.sh",
                "templates/mail.html",
                "OSGI-INF/permissions.perm",
                "notes.TXT",
                "config.yaml",
                "icon.svg")) {
            String name = file.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(java.util.Locale.ROOT);
            add("in_" + name, "an override in `" + file + "`", "text_hidden", file, "a \u202e b");
        }
    }

    private void encodings() {
        add("utf16", "SKILL.md in UTF-16", "text_malformed", "SKILL.md", "# Test".getBytes(StandardCharsets.UTF_16));
        add("latin", "SKILL.md in ISO 8859-1", "text_malformed", "SKILL.md", "é".getBytes(StandardCharsets.ISO_8859_1));
        add("overlong", "a script with an overlong letter", "text_malformed", "run.sh", new byte[] {
            'a', (byte) 0xc0, (byte) 0xaf
        });
        add("cut", "a text that is cut off in a letter", "text_malformed", "a.md", new byte[] {
            'a', (byte) 0xe2, (byte) 0x82
        });
    }

    private void hidden(String name, String what, String text) {
        add(name, "SKILL.md with " + what, "text_hidden", "SKILL.md", "# Test skill\n\nRead" + text + " this.\n");
    }

    private void add(String name, String what, String code, String file, String text) {
        add(name, what, code, file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String name, String what, String code, String file, byte[] text) {
        cases.add(new BadCase(
                "text." + name,
                "a text: " + what,
                "content",
                code,
                scene -> scene.through(Scene.skill().file(file, text))));
    }

    private static String tags(String words) {
        return codePoints(words.chars().map(c -> 0xe0000 + c).toArray());
    }

    private static String codePoints(int... all) {
        return new String(all, 0, all.length);
    }
}
