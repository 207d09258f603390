package net.chingtech.ctos.launcher.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.HomeCheck;
import net.chingtech.ctos.launcher.home.HomeFile;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.launcher.home.Secrets;
import net.chingtech.ctos.launcher.publish.KeyRing;
import net.chingtech.ctos.sign.SigningFailed;

/**
 * Puts into a new home what a container needs: its id, secrets, the root of its own hub, authorities, and the publishers of the example skills.
 * Every piece is made whole and only when it is missing, so a first start that was ended anywhere is completed by the
 * next. Once all is there the home says so, and what an administrator takes away later stays away.
 */
public final class FirstStart {

    private static final List<String> FOLDERS =
            List.of("run", "skills", "database", "trust", "config", "audit", "logs", "keys", "hub");
    private static final String LOCAL = "local.pem";

    private final Home home;
    private final Clock clock;
    private final SecureRandom random;

    public FirstStart(Home home, Clock clock, SecureRandom random) {
        this.home = home;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Completes the home.
     *
     * @return whether it was not complete before
     */
    public boolean complete() throws IOException, SigningFailed, FormatException {
        if (!Files.exists(home.file())) {
            write(new HomeFile(HomeCheck.FORMAT, UUID.randomUUID().toString(), null));
        }
        HomeFile file = Json.read(Files.readAllBytes(home.file()), HomeFile.class);
        for (String folder : FOLDERS) {
            SafeFiles.ownFolder(home.root().resolve(folder));
        }
        // A secret that was deleted is made anew at every start: nothing else would let anybody in again.
        new Secrets(home, random).complete();
        new OwnHub(home, clock).complete();
        if (file.setUpAt() != null) {
            return false;
        }
        keys(file.containerId());
        write(new HomeFile(file.format(), file.containerId(), Instant.now(clock)));
        return true;
    }

    private void keys(String containerId) throws IOException, SigningFailed {
        KeyRing keys = new KeyRing(home, clock);
        keys.removeHalves();
        // Where the skills of another home come from, its authorities must not be taken for the ones of this home.
        String whose = "CTOS " + containerId.substring(0, Math.min(8, containerId.length()));
        keys.authority(KeyRing.OFFICIAL, "Official authority of " + whose);
        keys.authority(KeyRing.COMMUNITY, "Community authority of " + whose);
        publisher(keys, "Ching Tech", Tier.OFFICIAL, "net.chingtech", KeyRing.OFFICIAL);
        publisher(keys, "Example Org", Tier.COMMUNITY, "org.example", KeyRing.COMMUNITY);
        for (String authority : List.of(KeyRing.OFFICIAL, KeyRing.COMMUNITY)) {
            byte[] root = Files.readAllBytes(keys.root(authority));
            for (Path trusted : List.of(home.authorities(), home.hubAuthorities())) {
                SafeFiles.write(trusted.resolve(authority).resolve(LOCAL), root);
            }
        }
    }

    private static void publisher(KeyRing keys, String name, Tier tier, String namespace, String authority)
            throws IOException, SigningFailed {
        if (!keys.hasPublisher(name)) {
            keys.publisher(new PublisherClaim(name, tier, List.of(namespace)), authority, null);
        }
    }

    private void write(HomeFile file) throws IOException {
        SafeFiles.write(home.file(), Json.writePretty(file));
    }
}
