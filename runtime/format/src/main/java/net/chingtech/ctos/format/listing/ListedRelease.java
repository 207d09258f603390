package net.chingtech.ctos.format.listing;

import java.time.Instant;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillVersion;

/**
 * One release in a bucket.
 *
 * @param statement the signed envelope, as {@link net.chingtech.ctos.format.Envelope#write()} gives its bytes
 * @param artifact the JAR
 * @param listedAt when the hub took it in; a backdated statement shows by it
 * @param securityFix whether its publisher says that it fixes a vulnerability; a hint, the statement counts
 * @param yanked whether it is not offered to new installations any more
 * @param revoked why it must not run any more, or null
 */
public record ListedRelease(
        SkillVersion version,
        Channel channel,
        FileDigest statement,
        FileDigest artifact,
        Instant listedAt,
        boolean securityFix,
        boolean yanked,
        Revoked revoked) {}
