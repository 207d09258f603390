package net.chingtech.ctos.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;

/** Files that are not the ones signed, and JARs that were changed after they were signed or signed in an odd way. */
final class SignatureCases {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String FILE = "META-INF/CTOS.SF";
    private static final String BLOCK = "META-INF/CTOS.EC";

    private final List<BadCase> cases = new ArrayList<>();

    /** Changes a signed JAR. */
    private interface Change {
        void on(JarEdit jar) throws Exception;
    }

    static List<BadCase> all() {
        SignatureCases cases = new SignatureCases();
        cases.files();
        cases.signature();
        cases.entries();
        cases.manifest();
        cases.digests();
        cases.signers();
        return cases.cases;
    }

    private void files() {
        file(
                "longer",
                "a byte longer than the statement says",
                "size_mismatch",
                jar -> Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND));
        file("shorter", "cut off", "size_mismatch", jar -> Files.write(jar, cut(Files.readAllBytes(jar))));
        file("changed", "a bit changed", "digest_mismatch", jar -> Files.write(jar, flipped(Files.readAllBytes(jar))));
        file(
                "zeros",
                "zeros of the right size",
                "digest_mismatch",
                jar -> Files.write(jar, new byte[(int) Files.size(jar)]));
        file("missing", "not there", "artifact_unreadable", Files::delete);
        file("link", "a link to the right one", "artifact_unreadable", jar -> {
            Path other = Files.move(jar, jar.resolveSibling("other.jar"));
            Files.createSymbolicLink(jar, other);
        });
        file("folder", "a folder", "size_mismatch", jar -> {
            Files.delete(jar);
            Files.createDirectory(jar);
        });
    }

    private void signature() {
        edit("unsigned", "not signed", "jar_signature_missing", jar -> jar.remove(FILE)
                .remove(BLOCK));
        edit("no_block", "a signature file without a signature", "jar_signature_missing", jar -> jar.remove(BLOCK));
        edit("no_file", "a signature without a signature file", "jar_signature_missing", jar -> jar.remove(FILE));
        edit(
                "other_names",
                "file and signature of two names",
                "jar_signature_missing",
                jar -> jar.rename(FILE, "META-INF/OTHER.SF"));
        edit("lower_case", "a signature in lower case", "jar_signature_missing", jar -> jar.rename(
                        FILE, "META-INF/ctos.sf")
                .rename(BLOCK, "META-INF/ctos.ec"));
        edit("deeper", "a signature in a deeper folder", "jar_signature_missing", jar -> jar.rename(
                        FILE, "META-INF/x/CTOS.SF")
                .rename(BLOCK, "META-INF/x/CTOS.EC"));
        edit("broken_block", "no signature in the block", "jar_signature_wrong", jar -> jar.put(BLOCK, "no PKCS#7"));
        edit("empty_block", "an empty block", "jar_signature_wrong", jar -> jar.put(BLOCK, ""));
        edit("huge_block", "a block of 5 MiB", "jar_signature_wrong", jar -> jar.files.put(BLOCK, noise(5 << 20)));
        edit(
                "changed_file",
                "another signature file than was signed",
                "jar_signature_wrong",
                jar -> jar.replace(FILE, "Signature-Version: 1.0", "Signature-Version: 1.1"));
    }

    private void entries() {
        edit("added", "a file added", "jar_entry_unsigned", jar -> jar.put("net/chingtech/hello/Evil.class", "x"));
        edit(
                "added_meta_inf",
                "a file added under META-INF",
                "jar_entry_unsigned",
                jar -> jar.put("META-INF/services.txt", "x"));
        edit(
                "added_sig",
                "a file that looks like a part of a signature",
                "jar_second_signer",
                jar -> jar.put("META-INF/SIG-EVIL", "x"));
        edit(
                "added_with_digest",
                "a file added, and its digest to the manifest",
                "jar_entry_unsigned",
                jar -> jar.append(MANIFEST, section("evil.txt", "x")).put("evil.txt", "x"));
        edit("added_with_all_digests", "the same, and to the signature file", "jar_signature_wrong", jar -> jar.append(
                        MANIFEST, section("evil.txt", "x"))
                .append(FILE, section("evil.txt", section("evil.txt", "x")))
                .put("evil.txt", "x"));
        edit("changed", "a file changed", "jar_signature_wrong", jar -> jar.put("SKILL.md", "# Another text"));
        edit("removed", "a signed file taken out", "jar_entry_missing", jar -> jar.remove("icon.svg"));
        edit("renamed", "a signed file renamed", "jar_entry_missing", jar -> jar.rename("icon.svg", "icon2.svg"));
        edit("swapped", "two files swapped", "jar_signature_wrong", jar -> {
            byte[] icon = jar.files.get("icon.svg");
            jar.files.put("icon.svg", jar.files.get("SKILL.md"));
            jar.files.put("SKILL.md", icon);
        });
    }

    private void manifest() {
        edit(
                "header_changed",
                "a header changed",
                "jar_signature_wrong",
                jar -> jar.replace(MANIFEST, "Bundle-Name: Test skill", "Bundle-Name: Best skill"));
        edit(
                "header_added",
                "a header added",
                "jar_signature_wrong",
                jar -> jar.replace(MANIFEST, "Bundle-Name: ", "Fragment-Host: system.bundle\r\nBundle-Name: "));
        edit("manifest_not_first", "a manifest that is not first", "header_missing", jar -> {
            byte[] manifest = jar.files.remove(MANIFEST);
            jar.files.put(MANIFEST, manifest);
        });
        edit(
                "manifest_case",
                "a manifest in another case",
                "header_missing",
                jar -> jar.renameInPlace(MANIFEST, "META-INF/manifest.mf"));
        edit("no_manifest", "no manifest", "header_missing", jar -> jar.remove(MANIFEST));
        edit(
                "header_twice",
                "a header twice, once in another case",
                "header_malformed",
                jar -> jar.replace(MANIFEST, "Bundle-Name: ", "bundle-name: Twice\r\nBundle-Name: "));
        edit(
                "section_twice",
                "a section twice",
                "header_malformed",
                jar -> jar.append(MANIFEST, "Name: icon.svg\r\nSHA-256-Digest: AAAA\r\n\r\n"));
        edit(
                "section_nameless",
                "a section without a name",
                "header_malformed",
                jar -> jar.append(MANIFEST, "Sealed: true\r\n\r\n"));
        edit(
                "no_line_end",
                "a manifest whose last line does not end",
                "header_malformed",
                jar -> jar.append(MANIFEST, "Name: x"));
        edit(
                "control",
                "a manifest with a NUL",
                "header_malformed",
                jar -> jar.replace(MANIFEST, "Test skill", "Test\u0000skill"));
        edit(
                "carriage_return",
                "a manifest with a bare carriage return",
                "header_malformed",
                jar -> jar.replace(MANIFEST, "Test skill", "Test\rExport-Package: x"));
        edit(
                "no_colon",
                "a line that is no header",
                "header_malformed",
                jar -> jar.replace(MANIFEST, "Bundle-Name: Test", "Bundle-Name:Test"));
        edit(
                "continues_nothing",
                "a line that continues nothing",
                "header_malformed",
                jar -> jar.files.put(MANIFEST, joined(" x\r\n", jar.files.get(MANIFEST))));
        edit(
                "not_utf8",
                "a manifest that is not UTF-8",
                "header_malformed",
                jar -> jar.files.put(
                        MANIFEST,
                        new String(jar.files.get(MANIFEST), StandardCharsets.UTF_8)
                                .replace("Test skill", "Test \u00e9")
                                .getBytes(StandardCharsets.ISO_8859_1)));
        edit(
                "huge_manifest",
                "a manifest of 5 MiB",
                "header_malformed",
                jar -> jar.append(MANIFEST, Base64.getEncoder().encodeToString(noise(5 << 20))));
    }

    private void digests() {
        edit(
                "magic",
                "a section with Magic, which readers may skip",
                "jar_digest_weak",
                jar -> jar.replace(MANIFEST, "Name: icon.svg\r\n", "Name: icon.svg\r\nMagic: X\r\n"));
        edit(
                "sealed",
                "a section with another attribute",
                "jar_digest_weak",
                jar -> jar.replace(MANIFEST, "Name: icon.svg\r\n", "Name: icon.svg\r\nSealed: true\r\n"));
        edit(
                "md5",
                "a digest of MD5 beside the good one",
                "jar_digest_weak",
                jar -> jar.replace(MANIFEST, "Name: icon.svg\r\n", "Name: icon.svg\r\nMD5-Digest: AAAA\r\n"));
        edit(
                "sha1_file",
                "SHA-1 in the signature file",
                "jar_digest_weak",
                jar -> jar.replace(
                        FILE, "Signature-Version: 1.0\r\n", "Signature-Version: 1.0\r\nSHA1-Digest-Manifest: A\r\n"));
        edit(
                "no_section",
                "a file without a section in the manifest",
                "jar_signature_wrong",
                jar -> jar.files.put(MANIFEST, without(jar.files.get(MANIFEST), "icon.svg")));
        signed("sha1", "signed with SHA-1 only", "jar_digest_weak", scene -> {
            Path plain = Scene.skill().header("Created-By", "test").jar(scene.file("weak.jar"));
            JarEdit edit = JarEdit.of(plain);
            edit.files.keySet().removeIf(name -> name.endsWith("/"));
            return signedToo(Files.write(scene.file("clean.jar"), edit.bytes()), "OTHER", "SHA-1", odd());
        });
    }

    private void signers() {
        signed(
                "second",
                "a second signer",
                "jar_second_signer",
                scene -> signedToo(scene.release(Scene.skill()).jar(), "OTHER", "SHA-256", odd()));
        signed(
                "other_key",
                "signed by another publisher",
                "jar_signer_foreign",
                scene -> Files.readAllBytes(TestPublisher.of("Other", Tier.OFFICIAL, "net.chingtech")
                        .sign(Scene.skill().jar(scene.file("plain.jar")), scene.file("other.jar"))
                        .jar()));
        signed("rsa", "signed with RSA where the publisher's key is Ed25519", "jar_signer_foreign", scene -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return block(scene, OddCertificates.root("Root").issue("RSA", 2048, "Ed25519", "One", e -> {}), null);
        });
        signed("self_signed", "signed by a key that names the right publisher", "jar_signer_foreign", scene -> {
            OddCertificates self = OddCertificates.root("Root")
                    .issue(
                            "EC",
                            256,
                            "Ed25519",
                            "Ching Tech",
                            e -> e.add(Extension.basicConstraints, true, new BasicConstraints(false)));
            return block(scene, self, null);
        });
        signed("two_in_one", "two signers in one signature", "jar_second_signer", scene -> {
            OddCertificates root = OddCertificates.root("Root");
            return block(
                    scene,
                    root.issue("EC", 256, "Ed25519", "One", e -> {}),
                    root.issue("EC", 256, "Ed25519", "Other", e -> {}));
        });
    }

    private static OddCertificates odd() throws Exception {
        return OddCertificates.root("Somebody");
    }

    private static byte[] block(Scene scene, OddCertificates one, OddCertificates other) throws Exception {
        JarEdit jar = JarEdit.of(scene.release(Scene.skill()).jar());
        CMSSignedDataGenerator block = new CMSSignedDataGenerator();
        for (OddCertificates signer : other == null ? List.of(one) : List.of(one, other)) {
            String algorithm = signer.pair().getPrivate().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
            block.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .setDirectSignature(true)
                    .build("SHA256with" + algorithm, signer.pair().getPrivate(), signer.certificate()));
            block.addCertificate(new JcaX509CertificateHolder(signer.certificate()));
        }
        jar.files.put(
                BLOCK,
                block.generate(new CMSProcessableByteArray(jar.files.get(FILE)), false)
                        .getEncoded("DER"));
        return jar.bytes();
    }

    private static byte[] signedToo(Path jar, String name, String digest, OddCertificates by) throws Exception {
        JarSigner signer = new JarSigner.Builder(
                        by.pair().getPrivate(),
                        java.security.cert.CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(by.certificate())))
                .signerName(name)
                .digestAlgorithm(digest)
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            signer.sign(zip, out);
        }
        return out.toByteArray();
    }

    private static String section(String name, String content) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return "Name: " + name + "\r\nSHA-256-Digest: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
    }

    private static byte[] without(byte[] manifest, String name) {
        return new String(manifest, StandardCharsets.UTF_8)
                .replaceAll("Name: " + name + "\r\n[^\r]*\r\n\r\n", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(String head, byte[] rest) {
        return (head + new String(rest, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that do not pack well. */
    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] cut(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }

    private interface OnFile {
        void on(Path jar) throws Exception;
    }

    private interface Bytes {
        byte[] in(Scene scene) throws Exception;
    }

    private void file(String name, String what, String code, OnFile change) {
        cases.add(new BadCase("file." + name, "the file: " + what, "digest", code, scene -> {
            SignedRelease release = scene.release(Scene.skill());
            change.on(release.jar());
            return () -> scene.verify(release);
        }));
    }

    private void edit(String name, String what, String code, Change change) {
        signed(name, what, code, scene -> {
            JarEdit jar = JarEdit.of(scene.release(Scene.skill()).jar());
            change.on(jar);
            return jar.bytes();
        });
    }

    private void signed(String name, String what, String code, Bytes bytes) {
        cases.add(new BadCase("signature." + name, what, "jar_signature", code, scene -> scene.about(bytes.in(scene))));
    }
}
