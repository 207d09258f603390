package net.chingtech.ctos.skillhub.server.store;

/**
 * How much the hub holds.
 *
 * @param generation rises by one with each change that the index has to follow
 */
public record Totals(long skills, long releases, long downloads, long generation) {}
