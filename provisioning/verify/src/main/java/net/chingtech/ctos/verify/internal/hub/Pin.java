package net.chingtech.ctos.verify.internal.hub;

/**
 * What the container was told to trust first.
 *
 * @param root the root file, or null when only its digest is known
 * @param sha256 of the root file in hex, or null when nothing is trusted yet
 */
public record Pin(byte[] root, String sha256) {}
