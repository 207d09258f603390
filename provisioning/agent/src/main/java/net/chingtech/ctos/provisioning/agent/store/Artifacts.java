package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.runtime.StagedSkill;

/** Takes an installed release from disk, once its digest was found to be the recorded one. */
public final class Artifacts {

    private static final int LARGEST_MANIFEST = 64 * 1024;

    private final Folders folders;

    public Artifacts(Folders folders) {
        this.folders = folders;
    }

    /**
     * The release, ready to be started.
     *
     * @throws ProvisioningException {@code artifact_missing}, {@code digest_mismatch}
     */
    public StagedSkill staged(SkillId id, Deployed deployed) throws ProvisioningException {
        return new StagedSkill(
                manifest(id, deployed), deployed.sha256(), folders.artifact(id, deployed.version()), deployed.tier());
    }

    /** The manifest inside the JAR, which the digest covers; the copy beside it is for people. */
    public SkillManifest manifest(SkillId id, Deployed deployed) throws ProvisioningException {
        Path artifact = folders.artifact(id, deployed.version());
        try {
            if (!artifact.toFile().isFile()) {
                throw broken("artifact_missing", "artifact", id, deployed, "is not on disk any more", List.of());
            }
            expect(artifact, deployed.sha256(), "artifact", id, deployed);
            expect(folders.statement(id, deployed.version()), deployed.statementSha256(), "statement", id, deployed);
            expect(folders.manifest(id, deployed.version()), deployed.manifestSha256(), "manifest", id, deployed);
            try (ZipFile zip = new ZipFile(artifact.toFile())) {
                ZipEntry entry = zip.getEntry(SkillManifest.PATH);
                if (entry == null) {
                    throw broken("manifest_invalid", "artifact", id, deployed, "holds no manifest.json", List.of());
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    return SkillManifest.read(in.readNBytes(LARGEST_MANIFEST + 1));
                }
            }
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + artifact), e);
        } catch (FormatException e) {
            Problem problem = new Problem(
                    500, e.code(), "The manifest of " + id + " " + deployed.version() + ": " + e.getMessage(), "");
            throw new ProvisioningException(problem, e);
        }
    }

    /** @param expected null when nobody wrote it down when the release was installed */
    private static void expect(Path file, String expected, String what, SkillId id, Deployed deployed)
            throws IOException, ProvisioningException {
        if (expected == null) {
            return;
        }
        String found = Files.isRegularFile(file) ? Folders.sha256(file) : null;
        if (!expected.equals(found)) {
            throw broken(
                    "digest_mismatch",
                    what,
                    id,
                    deployed,
                    "is not the file that was installed",
                    List.of("expected sha256:" + expected, found == null ? "found none" : "found sha256:" + found));
        }
    }

    private static ProvisioningException broken(
            String code, String what, SkillId id, Deployed deployed, String how, List<String> more) {
        return Refusals.of(
                500,
                code,
                "The " + what + " of " + id + " " + deployed.version() + " " + how + ".",
                "Find out who changed it. Then uninstall the skill and install it again; its data is kept.",
                more);
    }
}
