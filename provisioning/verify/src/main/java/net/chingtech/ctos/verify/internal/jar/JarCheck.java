package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.Stage;
import net.chingtech.ctos.verify.internal.zip.Limits;
import net.chingtech.ctos.verify.internal.zip.RandomBytes;
import net.chingtech.ctos.verify.internal.zip.StrictZip;

/** All that is proven of a skill JAR, in the order in which less and less can go wrong by reading on. */
public final class JarCheck {

    /** Before it is read, so that it bounds memory; its own rules say the same. */
    private static final int LARGEST_MANIFEST = 64 * 1024;

    private static final List<SkillCheck> CONTENT = List.of(
            new PlaceCheck(),
            new HeaderCheck(),
            new HeaderFileCheck(),
            new ManifestFileCheck(),
            new TextCheck(),
            new ComponentCheck(),
            new SettingsCheck(),
            new ClassCheck(),
            new LibraryCheck(),
            new FolderCheck());

    /** Reads a JAR and says what it is; refuses the first thing that is wrong. */
    public SkillManifest check(Path jar, ReleaseStatement statement, boolean signed) throws Refused {
        if (signed == statement.id().isLegacy()) {
            // Whoever made the statement up skipped the checks that would have said so.
            throw Refused.because(
                            "signature_missing", "Nobody signed " + statement.id() + ", or somebody should not have.")
                    .in(Stage.ENVELOPE);
        }
        try (FileChannel file = FileChannel.open(jar, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            RandomBytes bytes = RandomBytes.of(file);
            // 1. The very bytes that were signed; from here on nothing is an attacker's but what the publisher wrote.
            Stage.DIGEST.pass(() -> DigestCheck.check(bytes, statement.artifact()));
            // 2. A ZIP that every reader sees alike, within limits.
            Limits limits = new Limits();
            StrictZip zip = Stage.ZIP.reading(() -> StrictZip.read(bytes, false, limits));
            // 3. One signer over all of it, with the statement's key; or none at all.
            ManifestText headers = Stage.JAR_SIGNATURE.reading(() ->
                    signed ? SignatureCheck.check(jar, zip, statement.keyId()) : NoSignatureCheck.check(jar, zip));
            // 4. What a skill may contain and say.
            SkillManifest manifest = Stage.MANIFEST.reading(() -> manifest(zip));
            SkillUnderTest skill = new SkillUnderTest(zip, limits, headers, manifest, statement);
            for (SkillCheck check : CONTENT) {
                Stage.CONTENT.pass(() -> check.check(skill));
            }
            // 5. What was shown and accepted is what is installed.
            Stage.AGREEMENT.pass(() -> StatementMatch.check(skill));
            return manifest;
        } catch (IOException e) {
            throw Refused.because(
                            "artifact_unreadable",
                            "The file " + jar.getFileName() + " cannot be read.",
                            "See that it is there and that the disk is well, then try again.",
                            e)
                    .in(Stage.DIGEST);
        }
    }

    private static SkillManifest manifest(StrictZip zip) throws Refused, IOException {
        if (!zip.has(SkillManifest.PATH)) {
            throw Refused.because("manifest_missing", "The JAR has no manifest.json, so it is not a skill.");
        }
        if (zip.size(SkillManifest.PATH) > LARGEST_MANIFEST) {
            throw Refused.because(
                    "manifest_invalid", "The manifest.json is larger than " + LARGEST_MANIFEST + " bytes.");
        }
        try {
            return SkillManifest.read(zip.content(SkillManifest.PATH));
        } catch (FormatException e) {
            throw Refused.malformed("manifest_invalid", "The manifest.json is not in its format", e);
        }
    }
}
