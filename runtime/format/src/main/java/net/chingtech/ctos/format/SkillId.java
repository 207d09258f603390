package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id of a skill: reverse DNS, at most 128 characters; it is the skill's Bundle-SymbolicName.
 *
 * @param value such as {@code net.chingtech.accounting}
 */
public record SkillId(@JsonValue String value) implements Comparable<SkillId> {

    public static final int LONGEST = 128;

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+(\\.[a-z0-9_-]+)+");

    public SkillId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a skill id: " + value);
        }
    }

    /** Reads an id that came from outside. */
    public static SkillId parse(String text) throws FormatException {
        if (!isValid(text)) {
            throw new FormatException(
                    "skill_id_invalid", "$", "a reverse-DNS id such as net.example.invoices", String.valueOf(text));
        }
        return new SkillId(text);
    }

    private static boolean isValid(String text) {
        return text != null && text.length() <= LONGEST && SHAPE.matcher(text).matches();
    }

    /** Whether this id lies in a publisher's namespace: is it, or begins with it and a dot. */
    public boolean isIn(String namespace) {
        return value.equals(namespace) || value.startsWith(namespace + ".");
    }

    /** The name space of skills that come from ClawHub; nobody else's skill may have an id in it. */
    public static final String LEGACY = "clawhub";

    /** Whether this is the id of a skill that came from ClawHub. */
    public boolean isLegacy() {
        return isIn(LEGACY);
    }

    /** The id as ClawHub writes it: dots as hyphens. */
    public String slug() {
        return value.replace('.', '-');
    }

    @Override
    public int compareTo(SkillId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
