package net.chingtech.ctos.verify;

import static net.chingtech.ctos.verify.Stage.assertRefused;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.stream.Stream;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The publisher's statement is about these very bytes, and still they are refused: no two readers may see two things. */
class BadZipTest {

    @TempDir
    static Path folder;

    private static Stage stage;
    private static SignedRelease release;

    @BeforeAll
    static void signOne() {
        stage = new Stage(folder);
        release = stage.release(Stage.skill());
    }

    static Stream<Arguments> zips() {
        return Stream.of(
                zip("zip_gap", "prefix", RawZip.with("a", e -> e.before = new byte[10])),
                zip("zip_gap", "prefix that the offsets do not count", RawZip.with("a", e -> {
                    e.before = new byte[10];
                    e.offset = 0;
                })),
                zip(
                        "zip_gap",
                        "bytes between entries",
                        RawZip.with("a", e -> {}).and("b", e -> e.before = new byte[1])),
                zip("zip_gap", "bytes before the directory", edited(z -> z.beforeDirectory = new byte[3])),
                zip("zip_gap", "directory elsewhere", edited(z -> z.directoryOffset = 7)),
                zip(
                        "zip_gap",
                        "two entries on one place",
                        RawZip.with("a", e -> {}).and("b", e -> e.offset = 0)),
                zip("zip_trailing", "comment", edited(z -> z.comment = new byte[5])),
                zip("zip_malformed", "fewer entries than said", edited(z -> z.count = 2)),
                zip("zip_malformed", "one of several parts", edited(z -> z.disk = 1)),
                zip("zip_malformed", "comment of an entry", RawZip.with("a", e -> e.comment = new byte[4])),
                zip("zip_zip64", "count", edited(z -> z.count = 0xffff)),
                zip("zip_zip64", "size", RawZip.with("a", e -> e.size = 0xffff_ffffL)),
                zip("zip_zip64", "extra field", RawZip.with("a", e -> e.extra = new byte[] {1, 0, 0, 0})),
                zip("zip_feature", "Unicode path", RawZip.with("a", e -> e.extra = new byte[] {0x75, 0x70, 0, 0})),
                zip(
                        "zip_feature",
                        "Unicode path in the local header",
                        RawZip.with("a", e -> e.localExtra = new byte[] {0x75, 0x70, 0, 0})),
                zip("zip_malformed", "cut extra field", RawZip.with("a", e -> e.extra = new byte[] {0x55, 0x54, 9, 0})),
                zip("zip_feature", "method", RawZip.with("a", e -> e.method = 12)),
                zip("zip_feature", "patched", RawZip.with("a", e -> e.flags |= 1 << 5)),
                zip("zip_encrypted", "encrypted", RawZip.with("a", e -> e.flags |= 1)),
                zip("zip_symlink", "symbolic link", RawZip.with("a", e -> e.mode = 0120777)),
                zip("zip_symlink", "link that says DOS", RawZip.with("a", e -> {
                    e.mode = 0120777;
                    e.system = 0;
                })),
                zip("zip_symlink", "device", RawZip.with("a", e -> e.mode = 0020666)),
                zip("zip_folder", "folder", RawZip.with("a/", e -> e.mode = 0040755)),
                zip("zip_mismatch", "local name", RawZip.with("a", e -> e.localName = new byte[] {'b'})),
                zip("zip_mismatch", "local size", RawZip.with("a", e -> e.localSize = 6)),
                zip("zip_mismatch", "local flags", RawZip.with("a", e -> e.localFlags = 0)),
                zip("zip_corrupt", "CRC", RawZip.with("a", e -> e.crc ^= 1)),
                zip("zip_corrupt", "larger than it says", RawZip.with("a", e -> e.size = 6)),
                zip("zip_corrupt", "smaller than it says", RawZip.with("a", e -> e.size = 8)),
                zip("zip_corrupt", "no deflate data", RawZip.with("a", e -> e.packed[0] = (byte) 0xff)),
                zip("zip_corrupt", "bytes behind the packed data", RawZip.with("a", e -> {
                    e.packed = java.util.Arrays.copyOf(e.packed, e.packed.length + 20);
                    e.packedSize = e.packed.length;
                })),
                zip("zip_corrupt", "stored with two sizes", RawZip.with("a", e -> e.method = 0)),
                zip("zip_malformed", "data over the end", RawZip.with("a", e -> e.packedSize = 4000)),
                zip("zip_too_large", "bomb by ratio", RawZip.with("a", e -> {
                    e.packed = RawZip.deflated(new byte[4 << 20]);
                    e.packedSize = e.packed.length;
                    e.size = 4 << 20;
                })),
                zip("zip_too_large", "huge entry", RawZip.with("a", e -> e.size = 100L << 20)),
                zip("zip_too_large", "too many entries", many()));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                        "../evil",
                        "a/../../evil",
                        "/etc/evil",
                        "a//b",
                        "./a",
                        "a\\b",
                        "C:evil",
                        "a\u202egvs.exe",
                        "a\u200bb",
                        "a\nb",
                        "a\u0000b",
                        "trailing.",
                        "trailing ",
                        Normalizer.normalize("é", Normalizer.Form.NFD),
                        "x".repeat(300))
                .map(name ->
                        zip("zip_name", name.substring(0, Math.min(9, name.length())), RawZip.with(name, e -> {})));
    }

    static Stream<Arguments> duplicates() {
        return Stream.of(
                twice("same", "icon.svg", "icon.svg"),
                twice("case", "icon.svg", "Icon.SVG"),
                twice("Unicode form", "file", "\uFB01le"),
                twice("letters that fold", "strasse", "stra\u00dfe"),
                twice("file and folder", "a", "a/b"),
                twice("folder and file", "a/b", "a"));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource({"zips", "names", "duplicates"})
    void zipThatCanBeReadInTwoWays_isRefused(String code, String what, byte[] zip) {
        assertRefused(code, () -> stage.verifyBytes(release, zip));
    }

    @Test
    void bytesAfterTheEnd_areRefused() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new RawZip().and("a").bytes());
        bytes.write(0);

        assertRefused("zip_trailing", () -> stage.verifyBytes(release, bytes.toByteArray()));
    }

    @Test
    void fileThatIsNoZip_isRefused() {
        assertRefused("zip_malformed", () -> stage.verifyBytes(release, new byte[] {1, 2, 3}));
        assertRefused("zip_trailing", () -> stage.verifyBytes(release, new byte[3000]));
    }

    @Test
    void nameOfUnsaidEncoding_isRefused() {
        byte[] zip = RawZip.with("é", e -> e.flags = 0).bytes();

        assertRefused("zip_name", () -> stage.verifyBytes(release, zip));
    }

    private static Arguments zip(String code, String what, RawZip zip) {
        return arguments(code, what, zip.bytes());
    }

    private static Arguments twice(String what, String one, String other) {
        return zip("zip_duplicate", what, RawZip.with(one, e -> {}).and(other));
    }

    private static RawZip edited(java.util.function.Consumer<RawZip> edit) {
        RawZip zip = new RawZip().and("a");
        edit.accept(zip);
        return zip;
    }

    private static RawZip many() {
        RawZip zip = new RawZip();
        for (int i = 0; i < 20_001; i++) {
            zip.and("f" + i);
        }
        return zip;
    }
}
