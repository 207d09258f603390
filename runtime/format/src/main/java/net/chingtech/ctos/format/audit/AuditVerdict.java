package net.chingtech.ctos.format.audit;

/**
 * What a look at a whole record found.
 *
 * @param entries how many lines hold, from the first on
 * @param firstBroken number of the first line that does not; 0 when all do
 * @param lastDigest digest of the last line that holds
 * @param detail for people
 */
public record AuditVerdict(boolean whole, long entries, long firstBroken, String lastDigest, String detail) {}
