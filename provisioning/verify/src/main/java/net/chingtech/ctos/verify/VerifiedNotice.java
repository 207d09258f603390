package net.chingtech.ctos.verify;

import net.chingtech.ctos.format.notice.Notice;

/**
 * A word about a key whose signature was proven. Whether its signer has a say about a given publisher is judged by
 * {@link KeyNotices}.
 *
 * @param signedBy SHA-256 of the signer's SubjectPublicKeyInfo, in hex
 * @param authority the trusted authority that signed; null for a rotation, which the old key signs
 * @param official whether that authority may vouch for any tier; false for a rotation
 */
public record VerifiedNotice(Notice notice, String signedBy, Publisher.Authority authority, boolean official) {}
