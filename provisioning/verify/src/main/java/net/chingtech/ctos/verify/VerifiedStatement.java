package net.chingtech.ctos.verify;

import net.chingtech.ctos.format.ReleaseStatement;

/**
 * A release statement whose signature, certificate path and namespace were proven; or one that nobody signed, of which
 * nothing is proven.
 *
 * @param publisher who signed; of what nobody signed, where it says that it comes from, in the tier {@code legacy}
 * @param signed whether somebody did; only skills of {@code clawhub.*} may be unsigned, and only they are
 */
public record VerifiedStatement(ReleaseStatement statement, Publisher publisher, boolean signed) {}
