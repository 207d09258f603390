package net.chingtech.ctos.verify.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Feeds good inputs and changed ones, the same at each build; for each room that reads what strangers write. */
public final class Feeding {

    private static final long SEED = 20260301;

    /** Only guards against hanging. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private Feeding() {}

    /** @param name of what is fed, for the message of a failure; the input is in it */
    public static void of(String name, List<byte[]> good, int changed, Fed fed) {
        Mutator mutator = new Mutator(SEED);
        List<byte[]> inputs = new ArrayList<>(good);
        for (int i = 0; i < changed; i++) {
            inputs.add(mutator.next(good));
        }
        assertTimeoutPreemptively(DEADLINE, () -> {
            for (byte[] input : inputs) {
                feed(name, fed, input);
            }
        });
    }

    private static void feed(String name, Fed fed, byte[] input) {
        try {
            fed.feed(input);
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            throw new AssertionError(
                    name + " fails with " + e + "\non the input, in Base64: "
                            + Base64.getEncoder().encodeToString(input),
                    e);
        }
    }
}
