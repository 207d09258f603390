package net.chingtech.ctos.provisioning;

import java.time.Instant;
import net.chingtech.ctos.format.listing.Revoked;

/**
 * What a source's signed metadata says of a release, proven by the source's adapter before it is handed on.
 *
 * @param listedAt when the source took it in
 * @param yanked whether it is not offered to new installations
 * @param revoked why it must not run any more, or null
 */
public record Listing(Instant listedAt, boolean yanked, Revoked revoked) {}
