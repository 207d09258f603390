package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;

/** What nobody signed: only a skill of ClawHub may be so, and it is held to all else that a signed one is held to. */
final class UnsignedCases {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String ID = "\"id\":\"clawhub.acme.hello\"";

    private final List<BadCase> cases = new ArrayList<>();

    static List<BadCase> all() {
        UnsignedCases cases = new UnsignedCases();
        cases.statements();
        cases.signed();
        cases.bytes();
        cases.signatures();
        cases.content();
        cases.agreement();
        return cases.cases;
    }

    private void statements() {
        add("as_signed", "for one that was signed", "certificate", "publisher_unknown", scene -> {
            Envelope envelope = scene.legacy(Scene.legacySkill()).envelope();
            return () -> scene.verifier().statement(envelope);
        });
        add("other_as_signed", "of another id, for one that was signed", "envelope", "signature_missing", scene -> {
            Envelope envelope = edited(scene, ID, "\"id\":\"net.chingtech.hello\"");
            return () -> scene.verifier().statement(envelope);
        });
        statement(
                "other_id",
                "of an id that a publisher owns",
                "signature_missing",
                ID,
                "\"id\":\"net.chingtech.hello\"");
        statement("free_id", "of an id that nobody owns", "signature_missing", ID, "\"id\":\"org.example.hello\"");
        statement("near_id", "of an id beside clawhub", "signature_missing", ID, "\"id\":\"clawhubs.acme.hello\"");
        statement(
                "future",
                "made a day from now",
                "published_in_future",
                "\"published_at\":\"" + NOW + "\"",
                "\"published_at\":\"" + NOW.plus(Duration.ofDays(1)) + "\"");
        statement("no_place", "without the hash of its place", "statement_invalid", "\"key_id\":\"", "\"key_id\":\"x");
        statement("odd_name", "whose place has a line end", "statement_invalid", "on ClawHub", "on\\nClawHub");
        statement("no_digest", "without a digest", "statement_invalid", "\"sha256\":\"", "\"sha256\":\"x");
        envelope("no_json", "that is no JSON", e -> Envelope.unsigned("x".getBytes(StandardCharsets.UTF_8)));
        envelope("empty", "that is empty", e -> Envelope.unsigned(new byte[0]));
        envelope("none", "that is not there", e -> Envelope.unsigned(null));
        envelope("huge", "of 200 KiB", e -> Envelope.unsigned(new byte[200 * 1024]));
        envelope(
                "with_signature",
                "with a signature all the same",
                e -> new Envelope(
                        Envelope.UNSIGNED_RELEASE,
                        e.payload(),
                        List.of(new Envelope.Signature("00".repeat(32), new byte[64], List.of()))));
        envelope(
                "other_type",
                "under the type of a signed one",
                e -> new Envelope(Envelope.RELEASE, e.payload(), List.of()));
    }

    /** The other way round: a key takes a place that belongs to nobody. */
    private void signed() {
        add("signed_legacy", "signed, of an id of ClawHub", "name_space", "namespace_foreign", scene -> {
            TestPublisher greedy = TestPublisher.of("Greedy", Tier.COMMUNITY, "clawhub.acme");
            greedy.trustedIn(scene.authorities(), "community");
            SignedRelease release =
                    greedy.sign(Scene.legacySkill().jar(scene.file("plain.jar")), scene.file("greedy.jar"));
            return () -> scene.verifier().statement(release.envelope());
        });
        add(
                "unvouched_legacy",
                "signed by a stranger, of an id of ClawHub",
                "name_space",
                "namespace_foreign",
                scene -> {
                    TestPublisher stranger = TestPublisher.of("Stranger", Tier.COMMUNITY, "clawhub.acme");
                    SignedRelease release =
                            stranger.sign(Scene.legacySkill().jar(scene.file("plain.jar")), scene.file("stranger.jar"));
                    return () -> scene.verifier().unvouched(release.envelope());
                });
        add("made_up", "of another id, made up behind the checks", "envelope", "signature_missing", scene -> {
            SignedRelease release = scene.release(Scene.skill());
            VerifiedStatement proven = scene.verifier().statement(release.envelope());
            VerifiedStatement madeUp = new VerifiedStatement(proven.statement(), proven.publisher(), false);
            return () -> scene.verifier().artifact(release.jar(), madeUp);
        });
    }

    private void bytes() {
        add("longer", "whose JAR is a byte longer", "digest", "size_mismatch", scene -> {
            SignedRelease release = scene.legacy(Scene.legacySkill());
            byte[] jar = Files.readAllBytes(release.jar());
            Files.write(release.jar(), java.util.Arrays.copyOf(jar, jar.length + 1));
            return () -> scene.verifyUnsigned(release);
        });
        add("changed", "whose JAR has a bit changed", "digest", "digest_mismatch", scene -> {
            SignedRelease release = scene.legacy(Scene.legacySkill());
            byte[] jar = Files.readAllBytes(release.jar());
            jar[jar.length / 2] ^= 1;
            Files.write(release.jar(), jar);
            return () -> scene.verifyUnsigned(release);
        });
        add("no_zip", "whose JAR is none", "zip", "zip_trailing", scene -> scene.aboutUnsigned(new byte[100]));
        jar("climbing", "with a file that climbs out", "zip", "zip_name", jar -> jar.put("skill/../../x", "x"));
        jar("absolute", "with an absolute file", "zip", "zip_name", jar -> jar.put("/etc/x", "x"));
        jar("same_name", "with two files that differ in case", "zip", "zip_duplicate", jar -> jar.put("skill.MD", "x"));
        jar(
                "manifest_last",
                "whose OSGi manifest is not the first file",
                "jar_signature",
                "header_missing",
                jar -> jar.rename(MANIFEST, MANIFEST));
    }

    private void signatures() {
        signature("signature_file", "META-INF/X.SF");
        signature("block", "META-INF/X.EC");
        signature("rsa_block", "META-INF/X.RSA");
        signature("lower_case_block", "meta-inf/x.dsa");
        signature("odd_file", "META-INF/SIG-X");
        jar(
                "digests",
                "whose manifest has the digest of a file",
                "jar_signature",
                "jar_signature_unexpected",
                jar -> jar.append(MANIFEST, "Name: SKILL.md\r\nSHA-256-Digest: eA==\r\n\r\n"));
        jar(
                "attributes",
                "whose manifest has an attribute of a file",
                "jar_signature",
                "jar_signature_unexpected",
                jar -> jar.append(MANIFEST, "Name: SKILL.md\r\nSealed: true\r\n\r\n"));
        add("really_signed", "whose JAR somebody signed", "jar_signature", "jar_signature_unexpected", scene -> {
            TestPublisher greedy = TestPublisher.of("Greedy", Tier.COMMUNITY, "clawhub.acme");
            SignedRelease release =
                    greedy.sign(Scene.legacySkill().jar(scene.file("plain.jar")), scene.file("greedy.jar"));
            return scene.aboutUnsigned(Files.readAllBytes(release.jar()));
        });
    }

    private void content() {
        skill("activator", "an activator", "header_forbidden", s -> s.header("Bundle-Activator", "x.Y"));
        skill(
                "fragment",
                "a fragment of the framework",
                "header_forbidden",
                s -> s.header("Fragment-Host", "system.bundle"));
        skill("dynamic_import", "imports of anything", "header_forbidden", s -> s.header("DynamicImport-Package", "*"));
        skill("exports", "an exported package", "header_forbidden", s -> s.header("Export-Package", "x.y"));
        skill("class_path", "a class path to a file of the folder", "header_forbidden", s -> s.header(
                        "Bundle-ClassPath", ".,skill/tool.jar")
                .file("skill/tool.jar", "x"));
        skill("services", "a service loader's file", "entry_forbidden", s -> s.file("META-INF/services/x.Y", "x"));
        skill(
                "our_api",
                "a copy of our API",
                "class_reserved",
                s -> s.file("net/chingtech/ctos/skill/SkillTool.class", ContentCases.classFile(61, 0)));
        jar(
                "other_name",
                "with the bundle name of another skill",
                "content",
                "header_mismatch",
                jar -> jar.replace(
                        MANIFEST, "Bundle-SymbolicName: clawhub.acme.hello", "Bundle-SymbolicName: net.x.y"));
        skill(
                "newer_tool",
                "a script's tool for a newer Java",
                "class_too_new",
                s -> s.file("net/chingtech/clawhub/script/X.class", ContentCases.classFile(65, 0)));
    }

    private void agreement() {
        add("permission", "whose JAR asks for more than was shown", "agreement", "manifest_mismatch", scene -> {
            byte[] more = Files.readAllBytes(scene.legacy(Scene.legacySkill()
                            .json("permissions", List.of("network:outbound"))
                            .file("OSGI-INF/permissions.perm", "x"))
                    .jar());
            return scene.aboutUnsigned(more);
        });
    }

    private void signature(String name, String path) {
        jar("sig_" + name, "with " + path, "jar_signature", "jar_signature_unexpected", jar -> jar.put(path, "x"));
    }

    private void skill(String name, String what, String code, UnaryOperator<TestSkill> change) {
        add(name, "with " + what, "content", code, scene -> {
            SignedRelease release = scene.legacy(change.apply(Scene.legacySkill()));
            return () -> scene.verifyUnsigned(release);
        });
    }

    private void jar(String name, String what, String stage, String code, UnaryOperator<JarEdit> change) {
        add(
                name,
                what,
                stage,
                code,
                scene -> scene.aboutUnsigned(change.apply(
                                JarEdit.of(scene.legacy(Scene.legacySkill()).jar()))
                        .bytes()));
    }

    private void statement(String name, String what, String code, String from, String to) {
        add(name, what, "envelope", code, scene -> {
            Envelope envelope = edited(scene, from, to);
            return () -> scene.verifier().unvouched(envelope);
        });
    }

    private void envelope(String name, String what, UnaryOperator<Envelope> change) {
        add("statement_" + name, what, "envelope", "statement_invalid", scene -> {
            Envelope envelope = change.apply(scene.legacy(Scene.legacySkill()).envelope());
            return () -> scene.verifier().unvouched(envelope);
        });
    }

    private static Envelope edited(Scene scene, String from, String to) {
        String text = new String(scene.legacy(Scene.legacySkill()).envelope().payload(), StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalStateException(from + " is not in " + text);
        }
        return Envelope.unsigned(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private void add(String name, String what, String stage, String code, BadCase.Making making) {
        cases.add(new BadCase("unsigned." + name, "a release that nobody signed: " + what, stage, code, making));
    }
}
