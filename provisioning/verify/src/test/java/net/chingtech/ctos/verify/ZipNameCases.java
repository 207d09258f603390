package net.chingtech.ctos.verify;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Names of files: what climbs, hides, turns, or is there twice. */
final class ZipNameCases {

    private final List<BadCase> cases = new ArrayList<>();

    static List<BadCase> all() {
        ZipNameCases cases = new ZipNameCases();
        cases.places();
        cases.letters();
        cases.encodings();
        cases.twice();
        return cases.cases;
    }

    private void places() {
        name("climbs", "climbs out of its folder", "../evil");
        name("climbs_inside", "climbs out after going in", "a/../../evil");
        name("climbs_deep", "climbs many folders", "../".repeat(12) + "tmp/evil");
        name("absolute", "absolute", "/etc/evil");
        name("empty_part", "with an empty part", "a//b");
        name("dot", "begins with the same folder", "./a");
        name("dot_inside", "with the same folder inside", "a/./b");
        name("backslash", "with a backslash", "a\\b");
        name("backslash_climbs", "climbs by backslashes", "..\\..\\evil");
        name("drive", "on a drive", "C:evil");
        name("stream", "an alternate stream", "icon.svg:evil");
        name("url", "an address", "file:///etc/evil");
        name("trailing_dot", "ends with a dot", "trailing.");
        name("trailing_space", "ends with a space", "trailing ");
        name("leading_space", "a part begins with a space", "a/ b");
        name("long", "too long", "x".repeat(300));
        name("empty", "empty", "");
    }

    private void letters() {
        name("turned", "turned by a bidirectional override", "a\u202egvs.exe");
        name("isolated", "turned by an isolate", "a\u2067b");
        name("zero_width", "with a space of no width", "a\u200bb");
        name("joiner", "with a joiner", "a\u200db");
        name("line_end", "with a line end", "a\nb");
        name("nul", "with a NUL", "a\u0000b");
        name("escape", "with a terminal's escape", "a\u001b[2Jb");
        name("delete", "with a DEL", "a\u007fb");
        name("next_line", "with a C1 control", "a\u0085b");
        name("line_separator", "with a line separator", "a\u2028b");
        name("no_break_space", "with a space that is none of ASCII", "a\u00a0b");
        name("byte_order_mark", "with a byte order mark", "\ufeffa");
        name("tag", "with tag characters", "a" + new StringBuilder().appendCodePoint(0xe0041));
        name("private", "with a letter of private use", "a\ue000");
        name("unassigned", "with a letter that is not assigned", "a\u0378");
        name("decomposed", "not in normal form", Normalizer.normalize("\u00e9", Normalizer.Form.NFD));
    }

    private void encodings() {
        bytes("unsaid", "letters of an unsaid encoding", 0, "\u00e9".getBytes(StandardCharsets.UTF_8));
        bytes("code_page", "letters of an old code page", 0, new byte[] {'a', (byte) 0x82});
        bytes("overlong_slash", "an overlong slash", 1 << 11, new byte[] {'.', '.', (byte) 0xc0, (byte) 0xaf, 'e'});
        bytes("overlong_nul", "an overlong NUL", 1 << 11, new byte[] {'a', (byte) 0xc0, (byte) 0x80});
        bytes("surrogate", "half of a letter", 1 << 11, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        bytes("surrogates", "a letter in two halves", 1 << 11, new byte[] {
            (byte) 0xed, (byte) 0xa0, (byte) 0xbd, (byte) 0xed, (byte) 0xb8, (byte) 0x80
        });
        bytes("beyond", "beyond the last letter", 1 << 11, new byte[] {
            (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80
        });
        bytes("cut", "a letter that is cut off", 1 << 11, new byte[] {'a', (byte) 0xe2, (byte) 0x82});
        bytes("latin", "not UTF-8 where it says UTF-8", 1 << 11, new byte[] {(byte) 0xe9});
    }

    private void twice() {
        twice("same", "the same name", "icon.svg", "icon.svg");
        twice("manifest", "a second manifest", "META-INF/MANIFEST.MF", "META-INF/MANIFEST.MF");
        twice("manifest_case", "a second manifest in another case", "META-INF/MANIFEST.MF", "META-INF/manifest.mf");
        twice("case", "the same but for case", "icon.svg", "Icon.SVG");
        twice("form", "the same but for Unicode form", "file", "\uFB01le");
        twice("wide", "the same but for width", "a.sql", "\uff41.sql");
        twice("fold", "letters that fold", "strasse", "stra\u00dfe");
        twice("kelvin", "a letter that is another's capital", "k", "\u212a".toLowerCase(java.util.Locale.ROOT) + "");
        twice("file_folder", "a file that is a folder, too", "a", "a/b");
        twice("folder_file", "a folder that is a file, too", "a/b", "a");
        twice("folder_file_case", "the same but for case", "A/b", "a");
    }

    private void name(String name, String what, String path) {
        bytes(name, what, 1 << 11, path.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(String name, String what, int flags, byte[] encoded) {
        cases.add(new BadCase(
                "name." + name,
                "a name: " + what,
                "zip",
                "zip_name",
                scene -> scene.about(RawZip.with("a", e -> {
                            e.name = encoded;
                            e.flags = flags;
                        })
                        .bytes())));
    }

    private void twice(String name, String what, String one, String other) {
        cases.add(new BadCase(
                "twice." + name,
                "twice: " + what,
                "zip",
                "zip_duplicate",
                scene -> scene.about(RawZip.with(one, e -> {}).and(other).bytes())));
    }
}
