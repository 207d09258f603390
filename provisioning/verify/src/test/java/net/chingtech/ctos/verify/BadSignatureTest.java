package net.chingtech.ctos.verify;

import static net.chingtech.ctos.verify.Stage.assertRefused;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JARs that were changed after they were signed, or signed in a way that proves nothing. */
class BadSignatureTest {

    @TempDir
    Path folder;

    private Stage stage;
    private SignedRelease release;
    private JarEdit jar;

    @BeforeEach
    void signOne() {
        stage = new Stage(folder);
        release = stage.release(Stage.skill());
        jar = JarEdit.of(release.jar());
    }

    @Test
    void otherSize_isRefused() throws Exception {
        Files.write(release.jar(), new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);

        assertRefused("size_mismatch", () -> stage.verify(release));
    }

    @Test
    void otherByte_isRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(release.jar());
        bytes[bytes.length / 2] ^= 1;
        Files.write(release.jar(), bytes);

        assertRefused("digest_mismatch", () -> stage.verify(release));
    }

    @Test
    void missingFile_isRefused() throws Exception {
        Files.delete(release.jar());

        assertRefused("artifact_unreadable", () -> stage.verify(release));
    }

    @Test
    void linkToTheJar_isNotFollowed() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), release.jar());
        VerifiedStatement statement = stage.verifier().statement(release.envelope());

        assertRefused("artifact_unreadable", () -> stage.verifier().artifact(link, statement));
    }

    @Test
    void unsignedJar_isRefused() {
        refused("jar_signature_missing", jar.remove("META-INF/CTOS.SF").remove("META-INF/CTOS.EC"));
    }

    @Test
    void signatureFileWithoutBlock_isRefused() {
        refused("jar_signature_missing", jar.remove("META-INF/CTOS.EC"));
    }

    @Test
    void brokenBlock_isRefused() {
        refused("jar_signature_wrong", jar.put("META-INF/CTOS.EC", "no PKCS#7"));
    }

    @Test
    void addedFile_isRefused() {
        refused("jar_entry_unsigned", jar.put("net/chingtech/hello/Evil.class", "x"));
    }

    @Test
    void fileAddedUnderMetaInf_isRefused() {
        refused("jar_entry_unsigned", jar.put("META-INF/services.txt", "x"));
    }

    @Test
    void changedFile_isRefused() {
        refused("jar_signature_wrong", jar.put("SKILL.md", "# Another text"));
    }

    @Test
    void removedFile_isRefused() {
        refused("jar_entry_missing", jar.remove("icon.svg"));
    }

    @Test
    void fileAddedWithItsDigestInTheManifest_isRefused() throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(new byte[] {'x'});
        String section = "Name: evil.txt\r\nSHA-256-Digest: "
                + java.util.Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
        String manifest = new String(jar.files.get("META-INF/MANIFEST.MF"), java.nio.charset.StandardCharsets.UTF_8);

        refused(
                "jar_entry_unsigned",
                jar.put("META-INF/MANIFEST.MF", manifest + section).put("evil.txt", "x"));
    }

    @Test
    void changedHeader_isRefused() {
        refused(
                "jar_signature_wrong",
                jar.replace("META-INF/MANIFEST.MF", "Bundle-Name: Test skill", "Bundle-Name: Best skill"));
    }

    @Test
    void manifestThatIsNotFirst_isRefused() {
        byte[] manifest = jar.files.remove("META-INF/MANIFEST.MF");
        jar.files.put("META-INF/MANIFEST.MF", manifest);

        refused("header_missing", jar);
    }

    @Test
    void manifestInAnotherCase_isRefused() {
        JarEdit other = new JarEdit();
        jar.files.forEach((name, content) -> other.files.put(name.replace("MANIFEST.MF", "manifest.mf"), content));

        refused("header_missing", other);
    }

    @Test
    void headerTwice_isRefused() {
        refused(
                "header_malformed",
                jar.replace("META-INF/MANIFEST.MF", "Bundle-Name: ", "bundle-name: Twice\r\nBundle-Name: "));
    }

    @Test
    void sectionTwice_isRefused() {
        String manifest = new String(jar.files.get("META-INF/MANIFEST.MF"), java.nio.charset.StandardCharsets.UTF_8);

        refused(
                "header_malformed",
                jar.put("META-INF/MANIFEST.MF", manifest + "Name: icon.svg\r\nSHA-256-Digest: AAAA\r\n\r\n"));
    }

    @Test
    void attributeOfASection_isRefused() {
        refused(
                "jar_digest_weak",
                jar.replace("META-INF/MANIFEST.MF", "Name: icon.svg\r\n", "Name: icon.svg\r\nSealed: true\r\n"));
    }

    @Test
    void secondSigner_isRefused() throws Exception {
        refusedBytes("jar_second_signer", signedToo(release.jar(), "OTHER", "SHA-256"));
    }

    @Test
    void twoSignersInOneBlock_areRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Root");
        OddCertificates one = root.issue("EC", 256, "Ed25519", "One", e -> {});
        OddCertificates other = root.issue("EC", 256, "Ed25519", "Other", e -> {});

        // The same block with one signer is sound, only foreign.
        jar.files.put("META-INF/CTOS.EC", block(one));
        refused("jar_signer_foreign", jar);
        jar.files.put("META-INF/CTOS.EC", block(one, other));
        refused("jar_second_signer", jar);
    }

    @Test
    void weakDigest_isRefused() throws Exception {
        Path plain = Stage.skill().header("Created-By", "test").jar(folder.resolve("weak.jar"));
        Path clean =
                Files.write(folder.resolve("clean.jar"), withoutFolders(plain).bytes());

        refusedBytes("jar_digest_weak", signedToo(clean, "OTHER", "SHA-1"));
    }

    @Test
    void jarOfAnotherKey_isRefused() throws Exception {
        TestPublisher other = TestPublisher.of("Other", Tier.OFFICIAL, "net.chingtech");
        Path signed = other.sign(folder.resolve("plain.jar"), folder.resolve("other.jar"))
                .jar();

        refusedBytes("jar_signer_foreign", Files.readAllBytes(signed));
    }

    private byte[] block(OddCertificates... signers) throws Exception {
        CMSSignedDataGenerator block = new CMSSignedDataGenerator();
        for (OddCertificates signer : signers) {
            block.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .setDirectSignature(true)
                    .build("SHA256withECDSA", signer.pair().getPrivate(), signer.certificate()));
            block.addCertificate(new JcaX509CertificateHolder(signer.certificate()));
        }
        byte[] signatureFile = jar.files.get("META-INF/CTOS.SF");
        return block.generate(new CMSProcessableByteArray(signatureFile), false).getEncoded("DER");
    }

    private void refused(String code, JarEdit edit) {
        refusedBytes(code, edit.bytes());
    }

    private void refusedBytes(String code, byte[] bytes) {
        assertRefused(code, () -> stage.verifyBytes(release, bytes));
    }

    private static JarEdit withoutFolders(Path jar) {
        JarEdit edit = JarEdit.of(jar);
        edit.files.keySet().removeIf(name -> name.endsWith("/"));
        return edit;
    }

    private static byte[] signedToo(Path jar, String name, String digest) throws Exception {
        OddCertificates odd = OddCertificates.root("Somebody");
        JarSigner signer = new JarSigner.Builder(
                        odd.pair().getPrivate(),
                        java.security.cert.CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(odd.certificate())))
                .signerName(name)
                .digestAlgorithm(digest)
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            signer.sign(zip, out);
        }
        return out.toByteArray();
    }
}
