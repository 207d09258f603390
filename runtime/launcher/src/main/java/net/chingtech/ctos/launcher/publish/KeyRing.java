package net.chingtech.ctos.launcher.publish;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.AuthorityFolder;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;

/**
 * The keys that a home made for itself: its authorities and the publishers that they vouch for. Each is a folder with
 * {@code key.pem} and {@code certificate.pem} that appears whole or not at all.
 */
public final class KeyRing {

    /** May vouch for any tier. */
    public static final String OFFICIAL = "official";

    /** May vouch for publishers of the community. */
    public static final String COMMUNITY = "community";

    public static final String KEY = "key.pem";
    public static final String CERTIFICATE = "certificate.pem";

    /** Beside a publisher's key. */
    public static final String PUBLIC = "public.pem";

    private static final String OLD = ".old-";

    private final Path authorities;
    private final Path publishers;
    private final Clock clock;

    public KeyRing(Home home, Clock clock) {
        this.authorities = home.keys().resolve("authorities");
        this.publishers = home.keys().resolve("publishers");
        this.clock = clock;
    }

    /** Makes an authority unless there is one of that name. */
    public void authority(String name, String title) throws IOException, SigningFailed {
        Path folder = authorities.resolve(name);
        if (!Files.isDirectory(folder)) {
            SigningKey key = SigningKey.generate();
            Authority made = Authority.create(title, key, Instant.now(clock), Authority.ROOT_VALIDITY);
            keep(folder, key, made.certificate(), null);
        }
    }

    public boolean hasAuthority(String name) {
        return Files.isDirectory(authorities.resolve(name));
    }

    /** The certificate of an authority, as its PEM file. */
    public Path root(String authority) {
        return authorities.resolve(authority).resolve(CERTIFICATE);
    }

    public boolean hasPublisher(String name) {
        return Files.isDirectory(folder(name));
    }

    /** An authority of this home; its key has no passphrase. */
    public AuthorityFolder openAuthority(String name) throws SigningFailed {
        Path folder = authorities.resolve(name);
        return AuthorityFolder.open(
                folder, SigningKey.read(folder.resolve(KEY)), name.equals(OFFICIAL) ? Tier.OFFICIAL : Tier.COMMUNITY);
    }

    /**
     * Makes a publisher's key and has it certified by an authority of this home.
     *
     * @param passphrase null leaves the key in the clear
     * @return the folder with key and certificate
     */
    public Path publisher(PublisherClaim claim, String authority, char[] passphrase) throws IOException, SigningFailed {
        SigningKey key = SigningKey.generate();
        X509Certificate certificate = openAuthority(authority)
                .issue(key.publicKey(), claim, Instant.now(clock), Authority.PUBLISHER_VALIDITY);
        Path folder = folder(claim.publisher());
        keep(folder, key, certificate, passphrase);
        return folder;
    }

    /** Gets a notice before anything else has changed. */
    @FunctionalInterface
    public interface NoticeKeeper {
        void keep(Envelope notice) throws IOException, CommandFailed;
    }

    /**
     * Gives a publisher of this home another key, certified by the same authority for the same; the old one is kept in a
     * hidden folder beside it.
     *
     * @param opener opens the old key
     * @param passphrase of the new one; null leaves it in the clear
     * @param keeper gets what the old key signed
     * @return the folder with the new key and its certificate
     * @throws CommandFailed {@code no_publisher}
     */
    public Path rotate(String publisher, KeyOpener opener, char[] passphrase, NoticeKeeper keeper, String reason)
            throws IOException, SigningFailed, CommandFailed {
        Path folder = folder(publisher);
        if (!hasPublisher(publisher)) {
            throw new CommandFailed(
                    "no_publisher",
                    "this home has no key of " + publisher,
                    "See " + publishers + ", or name --key, --cert and --to");
        }
        List<X509Certificate> chain = Certificates.read(folder.resolve(CERTIFICATE));
        PublisherClaim claim = ReleaseSigner.claimOf(chain.get(0));
        SigningKey old = opener.open(folder.resolve(KEY));
        SigningKey next = SigningKey.generate();
        Instant now = Instant.now(clock);
        X509Certificate certificate = openAuthority(claim.tier() == Tier.OFFICIAL ? OFFICIAL : COMMUNITY)
                .issue(next.publicKey(), claim, now, Authority.PUBLISHER_VALIDITY);
        Path half = HalfFolder.make(folder, next, certificate, passphrase);
        keeper.keep(NoticeSigner.rotation(old, chain, next.publicKey(), reason, now));
        Files.move(folder, publishers.resolve(OLD + folder.getFileName() + "-" + old.keyId()), ATOMIC_MOVE);
        Files.move(half, folder, ATOMIC_MOVE);
        return folder;
    }

    /**
     * The publisher of this home whose namespace comes closest to a skill's id. A hub binds an id to the first key that
     * signs it, so nothing is guessed when two are equally close.
     *
     * @throws CommandFailed {@code no_publisher}, {@code publisher_ambiguous}
     */
    public ReleaseSigner signerOf(SkillId id, KeyOpener opener) throws CommandFailed, SigningFailed, IOException {
        List<Path> closest = closest(id, publishers());
        if (closest.size() > 1) {
            List<String> names = new ArrayList<>();
            for (Path folder : closest) {
                names.add(claim(folder).publisher());
            }
            throw new CommandFailed(
                    "publisher_ambiguous",
                    String.join(" and ", names) + " may both sign " + id,
                    "Name one by its --key and --cert, in " + publishers);
        }
        return signer(closest.get(0), opener);
    }

    /** The publisher of this home that had its key first, among those whose key nobody has to open. */
    public ReleaseSigner firstSignerOf(SkillId id) throws CommandFailed, SigningFailed, IOException {
        List<Path> unattended = new ArrayList<>();
        for (Path folder : publishers()) {
            if (!SigningKey.isEncrypted(folder.resolve(KEY))) {
                unattended.add(folder);
            }
        }
        return signer(closest(id, unattended).get(0), KeyOpener.UNATTENDED);
    }

    /** Never empty; in the order of {@code folders}. No key is opened for it. */
    private static List<Path> closest(SkillId id, List<Path> folders) throws CommandFailed, SigningFailed {
        List<Path> closest = new ArrayList<>();
        int longest = 0;
        for (Path folder : folders) {
            int length = claim(folder).namespaces().stream()
                    .filter(id::isIn)
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            if (length > longest) {
                closest.clear();
                longest = length;
            }
            if (length > 0 && length == longest) {
                closest.add(folder);
            }
        }
        if (closest.isEmpty()) {
            throw new CommandFailed(
                    "no_publisher",
                    "no publisher of this home may sign " + id,
                    "Make one with ./ctos keygen --publisher NAME --namespace NAMESPACE, or name --key and --cert");
        }
        return closest;
    }

    private static PublisherClaim claim(Path folder) throws SigningFailed {
        return ReleaseSigner.claimOf(
                Certificates.read(folder.resolve(CERTIFICATE)).get(0));
    }

    private ReleaseSigner signer(Path folder, KeyOpener opener) throws SigningFailed, CommandFailed, IOException {
        return signer(opener.open(folder.resolve(KEY)), folder.resolve(CERTIFICATE));
    }

    /** A signer from a key and the file of its certificate. */
    public ReleaseSigner signer(SigningKey key, Path certificate) throws SigningFailed {
        return new ReleaseSigner(key, Certificates.read(certificate), clock);
    }

    /** Their folders, the oldest first. */
    private List<Path> publishers() throws IOException, SigningFailed {
        if (!Files.isDirectory(publishers)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(publishers)) {
            List<Path> whole = new ArrayList<>(
                    folders.filter(folder -> !folder.getFileName().toString().startsWith("."))
                            .sorted()
                            .toList());
            Map<Path, Date> since = new HashMap<>();
            for (Path folder : whole) {
                since.put(
                        folder,
                        Certificates.read(folder.resolve(CERTIFICATE)).get(0).getNotBefore());
            }
            whole.sort(Comparator.comparing(since::get));
            return whole;
        }
    }

    private Path folder(String publisher) {
        return publishers.resolve(fileName(publisher));
    }

    /** A name as a file or folder is called. */
    public static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceFirst("^-", "_");
    }

    /** Clears away what a start left that was killed while it made a key: a part of one, which nobody can use. */
    public void removeHalves() throws IOException {
        for (Path parent : List.of(authorities, publishers)) {
            if (Files.isDirectory(parent)) {
                HalfFolder.removeAll(parent);
            }
        }
    }

    private static void keep(Path folder, SigningKey key, X509Certificate certificate, char[] passphrase)
            throws IOException, SigningFailed {
        Files.move(HalfFolder.make(folder, key, certificate, passphrase), folder, ATOMIC_MOVE);
    }
}
