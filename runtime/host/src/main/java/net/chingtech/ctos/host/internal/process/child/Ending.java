package net.chingtech.ctos.host.internal.process.child;

import java.util.List;

/**
 * Why a process ended.
 *
 * @param code stable: {@code child_stopped}, {@code child_died}, {@code child_out_of_memory}, {@code child_over_limit},
 *     {@code child_flooded}, {@code child_misbehaved} or {@code child_hung}
 * @param what for people, a sentence
 * @param more its last words, oldest first
 * @param asked whether the container wanted it
 */
public record Ending(String code, String what, List<String> more, boolean asked) {

    public Ending {
        more = List.copyOf(more);
    }

    /** The container wanted it. */
    public static final Ending STOPPED = new Ending("child_stopped", "It was stopped.", List.of(), true);

    static Ending flooded() {
        return new Ending("child_flooded", "It wrote more than anybody can read, for too long.", List.of(), false);
    }

    static Ending misbehaved(String how) {
        return new Ending("child_misbehaved", how, List.of(), false);
    }

    /** It does not react any more. */
    public static Ending hung(String how) {
        return new Ending("child_hung", how, List.of(), false);
    }

    Ending with(List<String> lastWords) {
        return new Ending(code, what, lastWords, asked);
    }
}
