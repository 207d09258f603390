package net.chingtech.ctos.format.listing;

import java.time.Instant;

/**
 * That a release must not run any more.
 *
 * @param reason for people, as whoever revoked it wrote it
 * @param at when
 */
public record Revoked(String reason, Instant at) {}
