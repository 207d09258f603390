package net.chingtech.ctos.host.internal.start;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/** The artifact's bytes, read once and only when they are still those that were verified. */
public final class ArtifactBytes {

    private static final long LARGEST_ARTIFACT = 256L * 1024 * 1024;

    private ArtifactBytes() {}

    public static byte[] read(StagedSkill skill) throws StartFailed {
        byte[] bytes;
        try {
            if (Files.size(skill.artifact()) > LARGEST_ARTIFACT) {
                throw Failures.failed(
                        skill,
                        "artifact_too_large",
                        "its artifact is larger than " + LARGEST_ARTIFACT + " bytes.",
                        List.of(),
                        null);
            }
            bytes = Files.readAllBytes(skill.artifact());
        } catch (IOException e) {
            throw Failures.failed(
                    skill, "artifact_unreadable", "its artifact cannot be read: " + e.getMessage(), List.of(), e);
        }
        if (!Digests.sha256Hex(bytes).equals(skill.sha256())) {
            throw Failures.failed(
                    skill,
                    "digest_mismatch",
                    "its artifact is not the one that was verified.",
                    "Somebody changed the file on disk. Uninstall the skill and install it again.",
                    List.of(),
                    null);
        }
        return bytes;
    }
}
