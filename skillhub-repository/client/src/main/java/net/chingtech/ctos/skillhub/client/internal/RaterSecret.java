package net.chingtech.ctos.skillhub.client.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.files.FullDisk;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * What one hub tells this container's ratings from others' by: random, made when something is rated for the first time, kept
 * in a file that only its owner may read, and known to no other hub.
 */
public final class RaterSecret {

    private static final int BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Path file;

    public RaterSecret(Path file) {
        this.file = file;
    }

    /** @throws ProvisioningException {@code rater_secret_unusable}, {@code disk_full} */
    synchronized String value() throws ProvisioningException {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                WholeFile.write(file, made.getBytes(StandardCharsets.US_ASCII));
                return made;
            }
            String kept = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (SECRET.matcher(kept).matches()) {
                return kept;
            }
        } catch (IOException e) {
            throw new ProvisioningException(FullDisk.is(e) ? diskFull() : unusable("it cannot be read or written"), e);
        }
        // A new one would leave behind ratings that nobody can change any more: that is not done in silence.
        throw new ProvisioningException(unusable("it does not hold what was written"));
    }

    private Problem diskFull() {
        return new Problem(
                507, "disk_full", "The disk is full: " + file + " could not be written.", "Make room and try again.");
    }

    private Problem unusable(String why) {
        return new Problem(
                500,
                "rater_secret_unusable",
                "The file " + file + ", by which the hub knows who rates, cannot be used: " + why + ".",
                "Put it back from a copy of the home. Without one, remove it: what was rated before stays at the hub then, and"
                        + " cannot be changed any more.");
    }
}
