package test.crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What is wrong with a release: a word in a file of its JAR, for one moment of its life. */
public record Mood(String word) {

    public static Mood of(String moment) throws IOException {
        try (InputStream in = Mood.class.getResourceAsStream("/mood-" + moment + ".txt")) {
            return new Mood(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Does what goes wrong. */
    public void play() {
        switch (word) {
            case "throws" -> throw new IllegalStateException("this release was made to fail");
            case "hangs" -> {
                while (true) {
                    try {
                        Thread.sleep(1_000);
                    } catch (InterruptedException e) {
                        // It is that stubborn.
                    }
                }
            }
            default -> {}
        }
    }
}
