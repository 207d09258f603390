package net.chingtech.ctos.format;

import java.util.List;
import java.util.stream.Collectors;

/** A word, a document or an envelope is not in its format; says every place at once. */
public final class FormatException extends Exception {

    private final String code;
    private final transient List<Violation> violations;

    /**
     * @param code stable reason code, such as {@code manifest_invalid}
     * @param violations at least one
     */
    public FormatException(String code, List<Violation> violations) {
        super(code + ": " + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.code = code;
        this.violations = List.copyOf(violations);
    }

    public FormatException(String code, String path, String expected, String found) {
        this(code, List.of(new Violation(path, expected, found)));
    }

    public String code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** The same violations seen from a document that holds this one at {@code parent}. */
    public FormatException under(String parent) {
        return new FormatException(
                code,
                violations.stream()
                        .map(v -> new Violation(parent + v.path().substring(1), v.expected(), v.found()))
                        .toList());
    }
}
