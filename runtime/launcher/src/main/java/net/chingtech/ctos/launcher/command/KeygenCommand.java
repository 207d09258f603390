package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.publish.KeyRing;
import net.chingtech.ctos.sign.SigningKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "keygen",
        description = "Make a publisher's key: certified by this home's authority, or alone in a file.")
final class KeygenCommand extends HomeCommand {

    @ArgGroup(multiplicity = "1")
    private Kind kind;

    /** One of the two. */
    static final class Kind {
        @ArgGroup(exclusive = false)
        private Alone alone;

        @ArgGroup(exclusive = false)
        private Certified certified;
    }

    /** A key for a certificate that an authority elsewhere will issue. */
    static final class Alone {
        @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the new key goes.")
        private Path out;

        @Option(names = "--passphrase-file", paramLabel = "FILE", description = "Encrypt the key with what it holds.")
        private Path passphrase;
    }

    /** A key with a certificate for the hub of this home. */
    static final class Certified {
        @Option(names = "--publisher", required = true, paramLabel = "NAME", description = "The publisher's name.")
        private String publisher;

        @Option(
                names = "--namespace",
                required = true,
                paramLabel = "NS",
                description = "Ids in it may be signed, such as org.example (may be repeated).")
        private List<String> namespaces;

        @Option(
                names = "--tier",
                paramLabel = "TIER",
                defaultValue = "community",
                description = "community or verified (default: ${DEFAULT-VALUE}).")
        private String tier;
    }

    @Override
    void run() throws Exception {
        if (kind.alone != null) {
            SigningKey key = SigningKey.generate();
            key.write(kind.alone.out, Passphrase.read(kind.alone.passphrase));
            print(Map.of("key", kind.alone.out.toString(), "key_id", key.keyId()));
        } else {
            certified(kind.certified);
        }
    }

    private void certified(Certified wanted) throws Exception {
        Tier tier = Tier.parse(wanted.tier);
        if (tier != Tier.COMMUNITY && tier != Tier.VERIFIED) {
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
        if (keys.hasPublisher(wanted.publisher)) {
            throw new CommandFailed(
                    "publisher_exists", wanted.publisher + " has a key in this home already", "Choose another name");
        }
        Path folder = keys.publisher(new PublisherClaim(wanted.publisher, tier, wanted.namespaces), KeyRing.COMMUNITY);
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("key", folder.resolve(KeyRing.KEY).toString());
        made.put("certificate", folder.resolve(KeyRing.CERTIFICATE).toString());
        made.put("key_id", SigningKey.read(folder.resolve(KeyRing.KEY)).keyId());
        print(made);
    }

    private void print(Map<String, Object> made) {
        if (json()) {
            printJson(made);
        } else {
            made.forEach((name, value) -> say("%-12s %s", name.replace('_', ' '), value));
        }
    }
}
