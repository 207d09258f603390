package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;

/**
 * That an installed release was revoked and does not run, not after a restart either.
 *
 * @param sha256 the artifact that was revoked
 * @param reason as whoever revoked it wrote it
 * @param revokedAt when it was revoked
 * @param since when it was stopped here
 * @param saidBy who revoked it: a source's id, or the name of an authority
 */
public record Quarantined(String sha256, String reason, Instant revokedAt, Instant since, String saidBy) {}
