package net.chingtech.ctos.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The publisher's statement is about these very bytes, and still they are refused: no two readers may see two things. */
final class ZipCases {

    private final List<BadCase> cases = new ArrayList<>();

    static List<BadCase> all() {
        ZipCases cases = new ZipCases();
        cases.bytes();
        cases.places();
        cases.features();
        cases.kinds();
        cases.contents();
        cases.bombs();
        return cases.cases;
    }

    private void bytes() {
        raw("three_bytes", "three bytes", "zip_malformed", new byte[] {1, 2, 3});
        raw("no_zip", "zeros", "zip_trailing", new byte[3000]);
        raw("only_end", "an empty ZIP", "header_missing", new RawZip().bytes(), "jar_signature");
        raw(
                "after_end",
                "a byte after the end",
                "zip_trailing",
                plus(new RawZip().and("a").bytes()));
        edited("comment", "a comment at the end", "zip_trailing", z -> z.comment = new byte[5]);
        edited(
                "zip_in_comment",
                "another ZIP in the comment",
                "zip_gap",
                z -> z.comment = new RawZip().and("b").bytes());
        raw("two_zips", "one ZIP behind another", "zip_gap", joined());
    }

    private void places() {
        entry("prefix", "bytes before the first file", "zip_gap", e -> e.before = new byte[10]);
        entry("prefix_uncounted", "bytes in front that the offsets do not count", "zip_gap", e -> {
            e.before = new byte[10];
            e.offset = 0;
        });
        entry("launcher", "a shell script in front", "zip_gap", e -> e.before = "#!/bin/sh\n".getBytes());
        zip(
                "between",
                "bytes between two files",
                "zip_gap",
                new RawZip().and("a").and("b", e -> e.before = new byte[1]));
        zip(
                "hidden_entry",
                "a whole file between two, which the list does not name",
                "zip_gap",
                new RawZip()
                        .and("a")
                        .and("b", e -> e.before = RawZip.with("evil", x -> {}).localBytes()));
        edited("before_list", "bytes before the list of files", "zip_gap", z -> z.beforeDirectory = new byte[3]);
        edited("list_elsewhere", "a list of files that begins elsewhere", "zip_gap", z -> z.directoryOffset = 7);
        edited("list_beyond", "a list of files beyond the end", "zip_gap", z -> z.directoryOffset = 1 << 30);
        zip(
                "shared_place",
                "two files on one place",
                "zip_gap",
                new RawZip().and("a").and("b", e -> e.offset = 0));
        zip(
                "other_order",
                "a list in another order than the files",
                "zip_gap",
                new RawZip().and("a", e -> e.offset = 38).and("b", e -> e.offset = 0));
        entry("over_end", "a file that reaches over the end", "zip_malformed", e -> e.packedSize = 4000);
        edited("fewer", "fewer files than said", "zip_malformed", z -> z.count = 2);
        edited("more", "more files than said", "zip_malformed", z -> z.count = 0);
        edited("parts", "one of several parts", "zip_malformed", z -> z.disk = 1);
    }

    private void features() {
        entry("entry_comment", "a comment of a file", "zip_malformed", e -> e.comment = new byte[4]);
        edited("zip64_count", "ZIP64 by its count", "zip_zip64", z -> z.count = 0xffff);
        edited("zip64_offset", "ZIP64 by the place of its list", "zip_zip64", z -> z.directoryOffset = 0xffff_ffffL);
        entry("zip64_size", "ZIP64 by a size", "zip_zip64", e -> e.size = 0xffff_ffffL);
        entry("zip64_packed", "ZIP64 by a packed size", "zip_zip64", e -> e.packedSize = 0xffff_ffffL);
        entry("zip64_place", "ZIP64 by the place of a file", "zip_zip64", e -> e.offset = 0xffff_ffffL);
        entry("zip64_extra", "ZIP64 by an extra field", "zip_zip64", e -> e.extra = new byte[] {1, 0, 0, 0});
        entry(
                "zip64_local",
                "ZIP64 by an extra field of the file's own header",
                "zip_zip64",
                e -> e.localExtra = new byte[] {1, 0, 0, 0});
        entry(
                "unicode_path",
                "an extra field that gives another name",
                "zip_feature",
                e -> e.extra = new byte[] {0x75, 0x70, 0, 0});
        entry(
                "unicode_path_local",
                "the same, in the file's own header",
                "zip_feature",
                e -> e.localExtra = new byte[] {0x75, 0x70, 0, 0});
        entry(
                "extra_cut",
                "extra fields that are cut off",
                "zip_malformed",
                e -> e.extra = new byte[] {0x55, 0x54, 9, 0});
        entry("extra_stump", "less than an extra field", "zip_malformed", e -> e.extra = new byte[] {0x55});
        for (int method : new int[] {1, 6, 9, 12, 14, 93, 99}) {
            entry("method_" + method, "packed by method " + method, "zip_feature", e -> e.method = method);
        }
        entry("version", "made for a newer ZIP", "zip_feature", e -> e.needed = 45);
        entry("patched", "patch data", "zip_feature", e -> e.flags |= 1 << 5);
        entry("reserved_flag", "a reserved flag", "zip_feature", e -> e.flags |= 1 << 14);
        entry("encrypted", "encrypted", "zip_encrypted", e -> e.flags |= 1);
        entry("strongly_encrypted", "strongly encrypted", "zip_encrypted", e -> e.flags |= 1 << 6);
        entry("masked", "masked headers", "zip_encrypted", e -> e.flags |= 1 << 13);
    }

    private void kinds() {
        entry("symlink", "a symbolic link", "zip_symlink", e -> e.mode = 0120777);
        entry("symlink_dos", "a symbolic link that says DOS", "zip_symlink", e -> {
            e.mode = 0120777;
            e.system = 0;
        });
        entry("device", "a device", "zip_symlink", e -> e.mode = 0020666);
        entry("pipe", "a pipe", "zip_symlink", e -> e.mode = 0010666);
        entry("file_as_folder", "a file that says it is a folder", "zip_symlink", e -> e.mode = 0040755);
        entry("other_system", "a file of an unknown system", "zip_symlink", e -> e.system = 7);
        zip("folder", "an entry for a folder", "zip_folder", RawZip.with("a/", e -> e.mode = 0040755));
    }

    private void contents() {
        entry("crc", "another CRC", "zip_corrupt", e -> e.crc ^= 1);
        entry("larger", "larger than it says", "zip_corrupt", e -> e.size = 6);
        entry("smaller", "smaller than it says", "zip_corrupt", e -> e.size = 8);
        entry("no_deflate", "no packed data", "zip_corrupt", e -> e.packed[0] = (byte) 0xff);
        entry("cut", "packed data that is cut off", "zip_corrupt", e -> {
            e.packed = Arrays.copyOf(e.packed, e.packed.length - 2);
            e.packedSize = e.packed.length;
        });
        entry("behind_packed", "bytes hidden behind the packed data", "zip_corrupt", e -> {
            e.packed = Arrays.copyOf(e.packed, e.packed.length + 20);
            e.packedSize = e.packed.length;
        });
        entry("stored_two_sizes", "stored with two sizes", "zip_corrupt", e -> e.method = 0);
        entry("stored_descriptor", "stored with its size behind it", "zip_mismatch", e -> {
            e.method = 0;
            e.packed = "content".getBytes();
            e.packedSize = e.packed.length;
            e.flags |= 1 << 3;
        });
        entry("no_descriptor", "without the sizes that should follow it", "zip_malformed", e -> e.flags |= 1 << 3);
        entry("empty_packed", "no packed bytes for a file that has some", "zip_corrupt", e -> {
            e.packed = new byte[0];
            e.packedSize = 0;
        });
    }

    private void bombs() {
        entry("bomb", "a file that unpacks to a thousand times its size", "zip_too_large", e -> {
            e.packed = RawZip.deflated(new byte[4 << 20]);
            e.packedSize = e.packed.length;
            e.size = 4 << 20;
        });
        entry("bomb_small_claim", "the same, with a small size claimed", "zip_corrupt", e -> {
            e.packed = RawZip.deflated(new byte[4 << 20]);
            e.packedSize = e.packed.length;
        });
        entry("huge", "a file of 100 MiB", "zip_too_large", e -> e.size = 100L << 20);
        entry("huge_4g", "a file of nearly 4 GiB", "zip_too_large", e -> e.size = 0xffff_fff0L);
        zip("huge_total", "files of 260 MiB together", "zip_too_large", repeated(5, e -> {
            e.size = 52L << 20;
            e.packedSize = 1L << 20;
        }));
        zip("overlapping_bomb", "fifty files over one packed one", "zip_gap", repeated(50, e -> e.offset = 0));
        zip("many", "20,001 files", "zip_too_large", repeated(20_001, e -> {}));
    }

    private static RawZip repeated(int count, Consumer<RawZip.Entry> change) {
        RawZip zip = new RawZip();
        for (int i = 0; i < count; i++) {
            zip.and("f" + i, change);
        }
        return zip;
    }

    private static byte[] plus(byte[] zip) {
        return Arrays.copyOf(zip, zip.length + 1);
    }

    private static byte[] joined() {
        byte[] one = new RawZip().and("a").bytes();
        byte[] other = new RawZip().and("b").bytes();
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private void entry(String name, String what, String code, Consumer<RawZip.Entry> change) {
        zip(name, what, code, RawZip.with("a", change));
    }

    private void edited(String name, String what, String code, Consumer<RawZip> edit) {
        RawZip zip = new RawZip().and("a");
        edit.accept(zip);
        zip(name, what, code, zip);
    }

    private void zip(String name, String what, String code, RawZip zip) {
        cases.add(new BadCase("zip." + name, what, "zip", code, scene -> scene.about(zip.bytes())));
    }

    private void raw(String name, String what, String code, byte[] bytes) {
        raw(name, what, code, bytes, "zip");
    }

    private void raw(String name, String what, String code, byte[] bytes, String stage) {
        cases.add(new BadCase("zip." + name, what, stage, code, scene -> scene.about(bytes)));
    }
}
