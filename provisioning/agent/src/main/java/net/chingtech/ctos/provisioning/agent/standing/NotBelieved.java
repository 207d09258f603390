package net.chingtech.ctos.provisioning.agent.standing;

import java.util.Optional;
import net.chingtech.ctos.provisioning.Alert;

/** Why a source's signed lists are not believed, in words that stay the same as long as that lasts. */
final class NotBelieved {

    private static final String MEANWHILE =
            " Nothing of it was taken over, and until it is believed again nobody here hears that one of its skills was"
                    + " revoked.";

    private NotBelieved() {}

    /** Empty for what is no sign of an attack: a source that nobody reaches, or lists that are only old. */
    static Optional<String> words(String source, String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "metadata_rolled_back" ->
                        source + " offers older lists than it did before: somebody may want to hide what changed since."
                                + MEANWHILE;
                    case "metadata_signature_wrong", "metadata_threshold" ->
                        "The lists of " + source + " are not signed as its root wants it: somebody may have changed"
                                + " them." + MEANWHILE;
                    case "metadata_mismatch" ->
                        "The lists of " + source + " do not belong together: somebody may have changed one, or mixed"
                                + " old ones with new ones." + MEANWHILE;
                    case "metadata_too_large" ->
                        "A list of " + source + " is longer than it may be: somebody may want to keep this container"
                                + " busy." + MEANWHILE;
                    case "metadata_invalid" ->
                        "A list of " + source + " is not what it should be: somebody may have changed it, or something"
                                + " else answers in its place." + MEANWHILE;
                    case "clock_wrong" ->
                        "The clock of this computer is wrong, or was, so nobody knows whether the lists of " + source
                                + " are old." + MEANWHILE;
                    default -> null;
                });
    }

    static Alert.Level level(String code) {
        return switch (code) {
            case "clock_wrong", "metadata_invalid" -> Alert.Level.WARNING;
            default -> Alert.Level.DANGER;
        };
    }
}
