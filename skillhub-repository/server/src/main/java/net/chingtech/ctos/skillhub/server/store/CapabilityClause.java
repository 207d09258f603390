package net.chingtech.ctos.skillhub.server.store;

/**
 * One capability that a release provides.
 *
 * @param content the attribute that is named like the namespace, empty when there is none
 * @param clause the whole clause as it stands in the statement
 */
public record CapabilityClause(String namespace, String content, String clause) {}
