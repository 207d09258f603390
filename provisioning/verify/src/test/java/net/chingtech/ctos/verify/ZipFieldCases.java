package net.chingtech.ctos.verify;

import java.util.ArrayList;
import java.util.List;

/** A file's own header and the list of files say two things: one field after the other. */
final class ZipFieldCases {

    private static final int CENTRAL = 46;
    private static final int END = 22;

    private ZipFieldCases() {}

    static List<BadCase> all() {
        List<BadCase> cases = new ArrayList<>();
        local(cases, "signature", 0, "zip_gap");
        local(cases, "version", 4, "zip_mismatch");
        local(cases, "flags", 6, "zip_mismatch");
        local(cases, "method", 8, "zip_mismatch");
        local(cases, "time", 10, "zip_mismatch");
        local(cases, "date", 12, "zip_mismatch");
        local(cases, "crc", 14, "zip_mismatch");
        local(cases, "packed_size", 18, "zip_mismatch");
        local(cases, "size", 22, "zip_mismatch");
        local(cases, "name_length", 26, "zip_mismatch");
        local(cases, "extra_length", 28, "zip_malformed");
        local(cases, "name", 30, "zip_mismatch");
        central(cases, "signature", 0, "zip_malformed");
        central(cases, "version", 6, "zip_feature");
        central(cases, "method", 10, "zip_feature");
        central(cases, "time", 12, "zip_mismatch");
        central(cases, "crc", 16, "zip_mismatch");
        central(cases, "packed_size", 20, "zip_mismatch");
        central(cases, "size", 24, "zip_mismatch");
        central(cases, "name_length", 28, "zip_name");
        central(cases, "extra_length", 30, "zip_malformed");
        central(cases, "comment_length", 32, "zip_malformed");
        central(cases, "part", 34, "zip_malformed");
        central(cases, "place", 42, "zip_gap");
        central(cases, "name", 46, "zip_mismatch");
        cases.add(descriptor("descriptor_signature", "without its signature", 0));
        cases.add(descriptor("descriptor_crc", "with another CRC", 4));
        cases.add(descriptor("descriptor_packed_size", "with another packed size", 8));
        cases.add(descriptor("descriptor_size", "with another size", 12));
        return cases;
    }

    private static void local(List<BadCase> cases, String field, int at, String code) {
        cases.add(of("local_" + field, "another " + words(field) + " in the file's own header", code, at));
    }

    private static void central(List<BadCase> cases, String field, int at, String code) {
        // One entry with a name of one letter.
        int fromEnd = END + CENTRAL + 1;
        cases.add(of("list_" + field, "another " + words(field) + " in the list of files", code, at - fromEnd));
    }

    private static String words(String field) {
        return field.replace('_', ' ');
    }

    private static BadCase of(String field, String what, String code, int at) {
        return new BadCase("field." + field, what, "zip", code, scene -> {
            byte[] zip = new RawZip().and("a").bytes();
            zip[at < 0 ? zip.length + at : at] ^= 1;
            return scene.about(zip);
        });
    }

    private static BadCase descriptor(String name, String what, int at) {
        return new BadCase("field." + name, "sizes behind a file, " + what, "zip", "zip_mismatch", scene -> {
            RawZip zip = RawZip.with("a", e -> {
                e.flags |= 1 << 3;
                e.descriptor = true;
            });
            byte[] bytes = zip.bytes();
            bytes[zip.localBytes().length - 16 + at] ^= 1;
            return scene.about(bytes);
        });
    }
}
