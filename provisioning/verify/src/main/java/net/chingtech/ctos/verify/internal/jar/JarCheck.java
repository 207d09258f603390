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
import net.chingtech.ctos.verify.internal.zip.Limits;
import net.chingtech.ctos.verify.internal.zip.RandomBytes;
import net.chingtech.ctos.verify.internal.zip.StrictZip;

/** All that is proven of a skill JAR, in the order in which less and less can go wrong by reading on. */
public final class JarCheck {

    private static final List<SkillCheck> CHECKS = List.of(
            new PlaceCheck(),
            new HeaderCheck(),
            new HeaderFileCheck(),
            new ComponentCheck(),
            new ClassCheck(),
            new LibraryCheck(),
            new StatementMatch(),
            new ManifestFileCheck());

    /** Reads a JAR and says what it is; refuses the first thing that is wrong. */
    public SkillManifest check(Path jar, ReleaseStatement statement) throws Refused {
        try (FileChannel file = FileChannel.open(jar, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            RandomBytes bytes = RandomBytes.of(file);
            // 1. The very bytes that were signed; from here on nothing is an attacker's but what the publisher wrote.
            DigestCheck.check(bytes, statement.artifact());
            // 2. A ZIP that every reader sees alike, within limits.
            Limits limits = new Limits();
            StrictZip zip = StrictZip.read(bytes, false, limits);
            // 3. One signer over all of it, with the statement's key.
            ManifestText headers = ManifestText.of(zip);
            SignatureCheck.check(jar, zip, headers, statement.keyId());
            // 4. What a skill may contain and say.
            SkillUnderTest skill = new SkillUnderTest(zip, limits, headers, manifest(zip), statement);
            for (SkillCheck check : CHECKS) {
                check.check(skill);
            }
            return skill.manifest();
        } catch (IOException e) {
            throw Refused.because(
                    "artifact_unreadable",
                    "The file " + jar.getFileName() + " cannot be read.",
                    "See that it is there and that the disk is well, then try again.",
                    e);
        }
    }

    private static SkillManifest manifest(StrictZip zip) throws Refused, IOException {
        if (!zip.has(SkillManifest.PATH)) {
            throw Refused.because("manifest_missing", "The JAR has no manifest.json, so it is not a skill.");
        }
        try {
            return SkillManifest.read(zip.content(SkillManifest.PATH));
        } catch (FormatException e) {
            throw Refused.malformed("manifest_invalid", "The manifest.json is not in its format", e);
        }
    }
}
