package net.chingtech.ctos.verify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.chingtech.ctos.sign.TestSkill;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;

/** Little that would become much: bytes within all limits of size, of which a reader makes a hundred times as many. */
final class LoadCases {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String FILE = "META-INF/CTOS.SF";
    private static final String BLOCK = "META-INF/CTOS.EC";

    /** Bytes of manifest that the verifier still reads. */
    private static final int MUCH = (4 << 20) - 8192;

    /** As many names of 255 bytes as a list of files may hold. */
    private static final int NAMES = 13_900;

    /** Whose plain form has 18 letters. */
    private static final String LONG_LETTER = "\ufdfa";

    private final List<BadCase> cases = new ArrayList<>();

    private interface Skill {
        TestSkill make() throws Exception;
    }

    private interface Change {
        void on(JarEdit jar) throws Exception;
    }

    static List<BadCase> all() {
        LoadCases cases = new LoadCases();
        cases.names();
        cases.libraries();
        cases.manifests();
        cases.components();
        cases.settings();
        return cases.cases;
    }

    private void names() {
        names("folders", "each file in 40 folders of its own", "zip_too_large", i -> ownFolders(i, 40));
        names("deep", "each file 120 folders deep", "zip_too_large", i -> ownFolders(i, 120));
        names("folder_letters", "names whose letters stand for folders", "zip_too_large", i -> i + "\u2100".repeat(80));
        names("same_hash", "names of one hash", "zip_name", LoadCases::ofOneHash);
        names(
                "long_letters",
                "names whose letters stand for 18 others each",
                "zip_name",
                i -> String.format(Locale.ROOT, "%05d", i) + LONG_LETTER.repeat(83));
    }

    /** Of these pairs of letters both have the same hash. */
    private static String ofOneHash(int number) {
        return IntStream.range(0, 14)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private static String ownFolders(int number, int depth) {
        String name = String.format(Locale.ROOT, "%05d", number) + "/a".repeat(depth - 1) + "/f";
        return name + "f".repeat(255 - name.length());
    }

    private void names(String name, String what, String code, IntFunction<String> names) {
        add("load." + name, "much of little: " + what, "zip", code, scene -> scene.about(zip(names)));
    }

    private static byte[] zip(IntFunction<String> names) {
        RawZip zip = new RawZip();
        for (int i = 0; i < NAMES; i++) {
            zip.and(names.apply(i));
        }
        return zip.bytes();
    }

    private void libraries() {
        skill(
                "library_folders",
                "a library whose files are in 40 folders each",
                "library_malformed",
                () -> Scene.skill().file("lib/a.jar", zip(i -> ownFolders(i, 40))));
    }

    private void manifests() {
        manifest("empty_lines", "a manifest of empty lines", MANIFEST, i -> "\n");
        manifest("sections", "a manifest of sections of no file", MANIFEST, i -> "Name: " + i + "\n\n");
        manifest("headers", "a manifest of headers", MANIFEST, i -> "A" + i + ": \n");
        manifest("long_header", "a manifest of one long header", MANIFEST, i -> i == 0 ? "A: \n" : " " + i + "\n");
        manifest("folded", "a header that is folded after each letter", MANIFEST, i -> i == 0 ? "A: \n" : " x\n");
        manifest("file_lines", "a signature file of empty lines", FILE, i -> "\n");
        manifest("file_sections", "a signature file of sections of no file", FILE, i -> "Name: " + i + "\n\n");
        signed("block_parts", "a signature of two million empty parts", "jar_signature_wrong", jar -> {
            ByteArrayOutputStream parts = new ByteArrayOutputStream();
            while (parts.size() < MUCH) {
                parts.writeBytes(new byte[] {0x30, 0});
            }
            jar.files.put(BLOCK, signedData(parts.toByteArray()));
        });
    }

    /** The outside of a signature, around certificates that are none. */
    private static byte[] signedData(byte[] certificates) throws Exception {
        ASN1EncodableVector data = new ASN1EncodableVector();
        data.add(new ASN1Integer(1));
        data.add(new DERSet(new DERSequence(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1"))));
        data.add(new DERSequence(CMSObjectIdentifiers.data));
        data.add(ASN1Primitive.fromByteArray(tagged(certificates)));
        data.add(new DERSet());
        return new ContentInfo(CMSObjectIdentifiers.signedData, new DERSequence(data)).getEncoded("DER");
    }

    private static byte[] tagged(byte[] content) {
        int n = content.length;
        return ByteBuffer.allocate(n + 5)
                .put(new byte[] {(byte) 0xa0, (byte) 0x83, (byte) (n >> 16), (byte) (n >> 8), (byte) n})
                .put(content)
                .array();
    }

    private void manifest(String name, String what, String file, IntFunction<String> lines) {
        signed(name, what, "header_malformed", jar -> {
            StringBuilder text = new StringBuilder("Manifest-Version: 1.0\r\n");
            if (!lines.apply(0).startsWith("A")) {
                text.append("\r\n");
            }
            for (int i = 0; text.length() < MUCH; i++) {
                text.append(lines.apply(i));
            }
            jar.put(file, text.append("\r\n").toString());
        });
    }

    private void signed(String name, String what, String code, Change change) {
        add("load." + name, "much of little: " + what, "jar_signature", code, scene -> {
            JarEdit jar = JarEdit.of(scene.release(Scene.skill()).jar());
            change.on(jar);
            // Stored, so that no ratio gives it away.
            return scene.about(jar.stored());
        });
    }

    private void components() {
        skill("component_total", "component descriptions of 250 KiB each", "component_invalid", () -> {
            String description = "<component name=\"net.chingtech.hello\">" + " x".repeat(125 * 1024) + "</component>";
            return components(17, description);
        });
        skill(
                "component_number",
                "1,001 component descriptions",
                "component_invalid",
                () -> components(1001, "<component/>"));
    }

    private static TestSkill components(int number, String description) {
        TestSkill skill = Scene.skill();
        String paths = IntStream.range(0, number)
                .mapToObj(i -> "OSGI-INF/" + i + ".xml")
                .peek(path -> skill.file(path, description))
                .collect(Collectors.joining(","));
        return skill.header("Service-Component", paths);
    }

    private void settings() {
        settings("settings_total", "40 files of words for settings, of 100 KiB each", 40, () -> "#".repeat(100 * 1024));
        settings("settings_words", "30,000 words for settings", 1, () -> words(30_000));
        settings("settings_words_spread", "60,000 words in 60 files", 60, () -> words(1_000));
    }

    private static String words(int number) {
        return IntStream.range(0, number).mapToObj(i -> "w" + i).collect(Collectors.joining("\n"));
    }

    private void settings(String name, String what, int files, Supplier<String> words) {
        skill(name, what, "settings_unreadable", () -> {
            TestSkill skill = Scene.skill();
            for (int i = 0; i < files; i++) {
                skill.file("OSGI-INF/l10n/" + i + ".properties", words.get());
            }
            return skill;
        });
    }

    private void skill(String name, String what, String code, Skill skill) {
        // Made only when its turn comes, for all cases are in memory together.
        add("load." + name, "much of little: " + what, "content", code, scene -> scene.through(skill.make()));
    }

    private void add(String name, String what, String stage, String code, BadCase.Making making) {
        cases.add(new BadCase(name, what, stage, code, making));
    }
}
