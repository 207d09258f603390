package net.chingtech.ctos.host.internal.router;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;

/**
 * A pattern of a schema, with an end. There are patterns that a text of thirty characters keeps busy for hours, nothing
 * interrupts them, and the thread is the container's: so they may look at so many characters and no more.
 */
final class BoundedPattern implements RegularExpression {

    /** Some tenths of a second; a plain pattern looks at each character of the largest input a few times. */
    private static final int MOST_LOOKS = 20_000_000;

    private final Pattern pattern;

    BoundedPattern(String pattern) {
        this.pattern = Pattern.compile(RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(pattern)));
    }

    /** The pattern had no answer within its bounds. */
    static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @throws Endless when it would take too long */
    @Override
    public boolean matches(String value) {
        return pattern.matcher(new Counted(value)).find();
    }

    private static final class Counted implements CharSequence {

        private final String text;
        private int looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > MOST_LOOKS) {
                throw new Endless();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
