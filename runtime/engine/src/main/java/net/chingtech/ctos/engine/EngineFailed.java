package net.chingtech.ctos.engine;

import java.util.List;

/** A skill's bundle did not start; nothing of it is left in the framework. */
public final class EngineFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<String> lines;

    /**
     * @param code stable reason code, such as {@code skill_threw} or {@code tools_missing}
     * @param message what happened, the rest of a sentence that begins with "it did not start:"
     * @param lines more, one finding each
     */
    public EngineFailed(String code, String message, List<String> lines, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.lines = List.copyOf(lines);
    }

    public String code() {
        return code;
    }

    public List<String> lines() {
        return lines;
    }
}
