package net.chingtech.ctos.format.catalogue;

import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.SkillManifest;

/**
 * All about one release: {@code GET /skills/{id}/versions/{v}}. Only what {@code statement} says counts; the rest is for
 * showing.
 *
 * @param statement the signed envelope
 * @param downloadUrl absolute, or relative to the hub
 */
public record ReleaseInfo(
        SkillManifest manifest,
        Envelope statement,
        String sha256,
        long size,
        List<String> requirements,
        List<String> capabilities,
        String releaseNotes,
        String downloadUrl) {}
