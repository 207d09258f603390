package net.chingtech.ctos.launcher.publish;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.Certificates;
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

    private static final String HALF = ".half";

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
            keep(folder, key, made.certificate());
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

    /**
     * Makes a publisher's key and has it certified by an authority of this home.
     *
     * @return the folder with key and certificate
     */
    public Path publisher(PublisherClaim claim, String authority) throws IOException, SigningFailed {
        Path from = authorities.resolve(authority);
        Authority issuer = Authority.of(
                SigningKey.read(from.resolve(KEY)),
                Certificates.read(from.resolve(CERTIFICATE)).get(0));
        SigningKey key = SigningKey.generate();
        X509Certificate certificate =
                issuer.issue(key.publicKey(), claim, Instant.now(clock), Authority.PUBLISHER_VALIDITY);
        Path folder = folder(claim.publisher());
        keep(folder, key, certificate);
        return folder;
    }

    /**
     * The publisher of this home whose namespace comes closest to a skill's id. A hub binds an id to the first key that
     * signs it, so nothing is guessed when two are equally close.
     *
     * @throws CommandFailed {@code no_publisher}, {@code publisher_ambiguous}
     */
    public ReleaseSigner signerOf(SkillId id) throws CommandFailed, SigningFailed, IOException {
        List<ReleaseSigner> closest = closest(id);
        if (closest.size() > 1) {
            throw new CommandFailed(
                    "publisher_ambiguous",
                    closest.stream()
                                    .map(signer -> signer.publisher().publisher())
                                    .collect(Collectors.joining(" and "))
                            + " may both sign " + id,
                    "Name one by its --key and --cert, in " + publishers);
        }
        return closest.get(0);
    }

    /** The publisher of this home that certainly may sign a skill and had its key first. */
    public ReleaseSigner firstSignerOf(SkillId id) throws CommandFailed, SigningFailed, IOException {
        return closest(id).get(0);
    }

    /** Never empty; the oldest first. */
    private List<ReleaseSigner> closest(SkillId id) throws CommandFailed, SigningFailed, IOException {
        List<ReleaseSigner> closest = new ArrayList<>();
        int longest = 0;
        for (Path folder : publishers()) {
            ReleaseSigner signer = signer(folder.resolve(KEY), folder.resolve(CERTIFICATE), null);
            int length = signer.publisher().namespaces().stream()
                    .filter(id::isIn)
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            if (length > longest) {
                closest.clear();
                longest = length;
            }
            if (length > 0 && length == longest) {
                closest.add(signer);
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

    /** A signer from two files; {@code passphrase} null when the key is in the clear. */
    public ReleaseSigner signer(Path key, Path certificate, char[] passphrase) throws SigningFailed {
        return new ReleaseSigner(SigningKey.read(key, passphrase), Certificates.read(certificate), clock);
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
        return publishers.resolve(publisher
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceFirst("^-", "_"));
    }

    /** Clears away what a start left that was killed while it made a key: a part of one, which nobody can use. */
    public void removeHalves() throws IOException {
        for (Path parent : List.of(authorities, publishers)) {
            if (Files.isDirectory(parent)) {
                removeHalves(parent);
            }
        }
    }

    private static void removeHalves(Path parent) throws IOException {
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(parent, HALF + "*")) {
            for (Path half : halves) {
                for (String file : List.of(KEY, CERTIFICATE)) {
                    Files.deleteIfExists(half.resolve(file));
                }
                Files.delete(half);
            }
        }
    }

    private static void keep(Path folder, SigningKey key, X509Certificate certificate)
            throws IOException, SigningFailed {
        SafeFiles.ownFolder(folder.getParent());
        Path half = Files.createTempDirectory(folder.getParent(), HALF);
        key.write(half.resolve(KEY));
        Certificates.write(half.resolve(CERTIFICATE), List.of(certificate));
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
