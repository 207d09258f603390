package net.chingtech.ctos.launcher.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.publish.KeyRing;
import net.chingtech.ctos.sign.AuthorityFolder;
import net.chingtech.ctos.sign.PublicKeyFile;
import net.chingtech.ctos.sign.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "keygen",
        description = "Make a key: a publisher's, or an authority's.",
        customSynopsis = {
            "ctos keygen --out FILE [--passphrase-file FILE | --no-passphrase]",
            "       ctos keygen --publisher NAME --namespace NS... [--tier TIER] [...]",
            "       ctos keygen --authority NAME --out DIR [--tier TIER] [...]"
        },
        footer = {
            "",
            "A publisher's key follows another with ./ctos rotate; certificates are issued with ./ctos authority issue."
        })
final class KeygenCommand extends HomeCommand {

    private static final String PUBLIC = "public.pem";

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description = {
                "The new key's file, with its public.pem beside it, for a certificate of an authority elsewhere;",
                "with --authority the new authority's folder."
            })
    private Path out;

    @Option(
            names = "--publisher",
            paramLabel = "NAME",
            description = "A publisher whose key stays in this home, certified for the home's own hub.")
    private String publisher;

    @Option(
            names = "--namespace",
            paramLabel = "NS",
            description = "With --publisher: ids in it may be signed, such as org.example (may be repeated).")
    private List<String> namespaces = List.of();

    @Option(names = "--authority", paramLabel = "NAME", description = "An authority that vouches for publishers.")
    private String authority;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "community",
            description = {
                "Of a publisher: community or verified; of an authority: community (vouches for these two)",
                "or official (vouches for all). Default: ${DEFAULT-VALUE}."
            })
    private String tierName;

    @Mixin
    private NewPassphrase passphrase;

    @Override
    void run() throws Exception {
        Tier tier = NamedHub.tier(spec(), "--tier", tierName);
        boolean certified = publisher != null;
        if (certified
                ? out != null || authority != null || namespaces.isEmpty()
                : out == null || !namespaces.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "Say --out FILE, or --publisher NAME with --namespace NS, or --authority NAME with --out DIR.");
        }
        if (certified) {
            certified(tier);
        } else if (authority != null) {
            authority(tier);
        } else {
            alone();
        }
    }

    private void alone() throws Exception {
        Path publicKey = out.toAbsolutePath().resolveSibling(PUBLIC);
        for (Path file : List.of(out, publicKey)) {
            if (Files.exists(file)) {
                throw new CommandFailed(
                        "key_exists", file + " exists and is not overwritten", "Give each key a folder of its own");
            }
        }
        SigningKey key = SigningKey.generate();
        char[] chosen = passphrase.choose(spec(), out.toString());
        Files.createDirectories(publicKey.getParent());
        key.write(out, chosen);
        PublicKeyFile.write(publicKey, key.publicKey());
        new Fields()
                .with("key", out)
                .with("public_key", publicKey)
                .with("key_id", key.keyId())
                .print(
                        this,
                        List.of(
                                "Hand " + publicKey.getFileName() + " to the authority and get a certificate; the key"
                                        + " itself never leaves you.",
                                "Then: ./ctos publish --key " + out + " --cert CERTIFICATE JAR"));
    }

    private void certified(Tier tier) throws Exception {
        if (tier == Tier.OFFICIAL) {
            throw new CommandFailed(
                    "tier_not_ours",
                    "the community authority vouches for community and verified only",
                    "Leave --tier out");
        }
        KeyRing keys = new KeyRing(home(), Clock.systemUTC());
        if (!keys.hasAuthority(KeyRing.COMMUNITY)) {
            throw new CommandFailed(
                    "no_authority", home() + " has no community authority", "Start the container once with ./ctos run");
        }
        if (keys.hasPublisher(publisher)) {
            throw new CommandFailed(
                    "publisher_exists", publisher + " has a key in this home already", "Choose another name");
        }
        PublisherClaim claim = new PublisherClaim(publisher, tier, namespaces).checked();
        Path folder = keys.publisher(claim, KeyRing.COMMUNITY, passphrase.choose(spec(), "the key of " + publisher));
        new Fields()
                .with("key", folder.resolve(KeyRing.KEY))
                .with("public_key", folder.resolve(KeyRing.PUBLIC))
                .with("certificate", folder.resolve(KeyRing.CERTIFICATE))
                .with("key_id", PublicKeyFile.keyId(PublicKeyFile.read(folder.resolve(KeyRing.PUBLIC))))
                .print(this, List.of());
    }

    private void authority(Tier tier) throws Exception {
        if (tier == Tier.VERIFIED) {
            throw new ParameterException(spec().commandLine(), "An authority is --tier official or community.");
        }
        refuseHomes(out.toAbsolutePath().normalize());
        char[] chosen = passphrase.choose(spec(), "the authority " + authority);
        AuthorityFolder made = AuthorityFolder.create(out, authority, tier, chosen, Instant.now());
        String file = tier.wire() + "/" + KeyRing.fileName(authority) + ".pem";
        new Fields()
                .with("key", out.resolve(AuthorityFolder.KEY))
                .with("certificate", out.resolve(AuthorityFolder.CERTIFICATE))
                .with("tier", tier.wire())
                .with("key_id", made.authority().key().keyId())
                .with("fingerprint", Fields.fingerprint(made.authority().key().keyId()))
                .print(
                        this,
                        List.of(
                                "Copy certificate.pem, and only it, and compare the fingerprint there:",
                                "  on each hub        to authorities/" + file + " in the hub's home",
                                "  on each container  to trust/authorities/" + file + " in the container's home",
                                "Then issue certificates: ./ctos authority issue --authority " + out
                                        + " --key-file public.pem --publisher NAME --namespace NS --tier TIER --out"
                                        + " FILE"));
    }

    /** Whoever gets into a container or a hub finds no key there that vouches for publishers elsewhere. */
    private static void refuseHomes(Path folder) throws Exception {
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        for (Path each = there.toRealPath(); each != null; each = each.getParent()) {
            if (Files.exists(new Home(each).file())) {
                throw new CommandFailed(
                        "authority_in_home",
                        folder + " is inside " + each + ", the home of a container or a hub",
                        "Keep an authority's key off both: best on another machine, or on a medium that is locked away");
            }
        }
    }
}
