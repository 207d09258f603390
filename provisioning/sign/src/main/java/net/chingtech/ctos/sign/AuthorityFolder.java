package net.chingtech.ctos.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;

/**
 * An authority on disk: {@code key.pem}, {@code certificate.pem}, and {@code authority.json}, which says how far it may
 * vouch. That it is believed no further than this is up to whoever puts the certificate under {@code official/} or
 * {@code community/} of a container; here it keeps the authority from issuing what nobody would take.
 *
 * @param authority its key and root
 * @param tier {@code official}, or {@code community}, which vouches for verified and community publishers
 */
public record AuthorityFolder(Authority authority, Tier tier) {

    public static final String KEY = "key.pem";
    public static final String CERTIFICATE = "certificate.pem";
    private static final String KIND = "authority.json";

    /** What {@code authority.json} holds. */
    record Kind(String name, Tier tier) {}

    /**
     * Makes an authority in a new or empty folder that only its owner may enter. The folder appears whole or not at all.
     *
     * @param passphrase null or empty leaves the key in the clear
     * @throws SigningFailed {@code authority_exists}, {@code tier_unfit}, {@code key_not_written}
     */
    public static AuthorityFolder create(Path folder, String name, Tier tier, char[] passphrase, Instant now)
            throws SigningFailed {
        checkTier(tier);
        SigningKey key = SigningKey.generate();
        Authority made = Authority.create(name, key, now, Authority.ROOT_VALIDITY);
        Path target = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(target.getParent());
            if (Files.exists(target) && !isEmptyFolder(target)) {
                throw SigningFailed.because(
                        "authority_exists",
                        folder + " holds something already.",
                        "Choose a new folder; an authority is never overwritten.");
            }
            Path half = Files.createTempDirectory(
                    target.getParent(),
                    ".half",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            key.write(half.resolve(KEY), passphrase);
            Certificates.write(half.resolve(CERTIFICATE), List.of(made.certificate()));
            Files.write(half.resolve(KIND), Json.writePretty(new Kind(name, tier)));
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw SigningFailed.because(
                    "key_not_written",
                    "The authority could not be written to " + folder + ".",
                    "See that the folder above it can be written, and that the disk is not full.",
                    e);
        }
        return new AuthorityFolder(made, tier);
    }

    /**
     * How far an authority that {@link #create} made may vouch.
     *
     * @throws SigningFailed {@code authority_unreadable}
     */
    public static Tier tier(Path folder) throws SigningFailed {
        try {
            Tier tier = Json.read(Files.readAllBytes(folder.resolve(KIND)), Kind.class)
                    .tier();
            checkTier(tier);
            return tier;
        } catch (IOException | FormatException e) {
            throw SigningFailed.because(
                    "authority_unreadable",
                    folder + " holds no authority: its " + KIND + " cannot be read.",
                    "Name the folder that ./ctos keygen --authority NAME --out DIR made.",
                    e);
        }
    }

    /**
     * An authority whose key was opened.
     *
     * @param tier {@link #tier(Path)}, or what is known of the folder otherwise
     * @throws SigningFailed {@code certificate_unreadable}, {@code key_mismatch}
     */
    public static AuthorityFolder open(Path folder, SigningKey key, Tier tier) throws SigningFailed {
        return new AuthorityFolder(
                Authority.of(key, Certificates.read(folder.resolve(CERTIFICATE)).get(0)), tier);
    }

    /**
     * Issues a publisher's certificate, within this authority's tier and its own time.
     *
     * @throws SigningFailed {@code tier_not_ours}, {@code validity_too_long}, {@code publisher_claim_invalid}
     */
    public X509Certificate issue(PublicKey publisher, PublisherClaim claim, Instant from, Duration validity)
            throws SigningFailed {
        if (tier == Tier.COMMUNITY && claim.tier() == Tier.OFFICIAL) {
            throw SigningFailed.because(
                    "tier_not_ours",
                    "A community authority vouches for verified and community publishers only.",
                    "Ask the official authority, or issue it as verified or community.");
        }
        Instant end = authority.certificate().getNotAfter().toInstant();
        if (from.plus(validity).isAfter(end)) {
            throw SigningFailed.because(
                    "validity_too_long",
                    "The authority's own certificate holds until " + end + " only.",
                    "Say fewer --days, or make a new authority.");
        }
        return authority.issue(publisher, claim, from, validity);
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void checkTier(Tier tier) throws SigningFailed {
        if (tier != Tier.OFFICIAL && tier != Tier.COMMUNITY) {
            throw SigningFailed.because(
                    "tier_unfit", "An authority is official or community.", "Say --tier official or community.");
        }
    }
}
