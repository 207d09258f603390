package net.chingtech.ctos.format.listing;

/**
 * Exactly one file.
 *
 * @param sha256 lower-case hex
 * @param size in bytes
 */
public record FileDigest(String sha256, long size) {}
