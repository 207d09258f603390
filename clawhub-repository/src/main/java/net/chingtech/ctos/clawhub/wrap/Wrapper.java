package net.chingtech.ctos.clawhub.wrap;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.folder.SkillText;
import net.chingtech.ctos.clawhub.folder.Visible;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FolderContent;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillFromFolder;

/** Makes a skill JAR of a legacy folder. The same folder and origin give the same bytes, on every machine. */
public final class Wrapper {

    /**
     * Writes the JAR of a legacy skill, which nobody signs.
     *
     * @param target does not exist yet; on failure nothing is left there
     * @throws ProvisioningException {@code legacy_name_missing}, {@code legacy_version_invalid}, {@code legacy_wrap_failed},
     *     {@code disk_full}, {@code staging_failed}
     */
    public Wrapped wrap(LegacyFolder folder, Origin origin, Path target) throws ProvisioningException {
        SkillText text = SkillText.of(folder);
        Contents contents = contents(folder, text, origin.naming());
        contents.remarks().terms(text.front(), origin);
        ReleaseStatement.Artifact artifact = write(target, contents);
        try {
            return new Wrapped(
                    target,
                    contents.manifest(),
                    ReleaseStatement.of(
                                    contents.manifest(),
                                    origin.publishedAt(),
                                    artifact,
                                    BundleHeaders.clauses(contents.headers(), "Require-Capability"),
                                    BundleHeaders.clauses(contents.headers(), "Provide-Capability"),
                                    Visible.line(origin.publisher(), 100),
                                    origin.keyId())
                            .withContent(content(folder)),
                    Remarks.doubt(folder),
                    contents.remarks().list(),
                    contents.tools());
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /**
     * Writes the JAR of a skill whose author signs it.
     *
     * @param target as above
     * @throws ProvisioningException {@code legacy_text_hidden}, {@code legacy_code}, {@code legacy_wrap_failed}, {@code disk_full}, {@code
     *     staging_failed}
     */
    public SkillFromFolder.Made make(LegacyFolder folder, SkillText text, Naming naming, Path target)
            throws ProvisioningException {
        Signable.check(folder);
        Contents contents = contents(folder, text, naming);
        write(target, contents);
        return new SkillFromFolder.Made(contents.manifest(), contents.remarks().list());
    }

    private static Contents contents(LegacyFolder folder, SkillText text, Naming naming) throws ProvisioningException {
        try {
            return Contents.of(folder, text, naming);
        } catch (ProvisioningException e) {
            throw e;
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** What it is, whatever is made of it here. */
    private static String content(LegacyFolder folder) {
        Map<String, String> digests = new TreeMap<>();
        folder.files().forEach((path, file) -> digests.put(path, file.sha256()));
        return FolderContent.digest(digests);
    }

    private static ProvisioningException failed(Exception e) {
        return new ProvisioningException(
                BundleHeaders.failed(String.valueOf(e.getMessage())).problem(), e);
    }

    private static ReleaseStatement.Artifact write(Path target, Contents contents) throws ProvisioningException {
        MessageDigest digest = Digests.sha256();
        try {
            try (OutputStream file =
                            Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new DigestOutputStream(new BufferedOutputStream(file), digest)) {
                JarBytes.write(out, contents.headers(), new TreeMap<>(contents.entries()));
            }
            return new ReleaseStatement.Artifact(Digests.hex(digest.digest()), Files.size(target));
        } catch (IOException e) {
            try {
                Files.deleteIfExists(target);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw LegacyProblem.notWritten(e, "the bundle of the skill");
        }
    }
}
