package net.chingtech.clawhub.script;

/**
 * Which signs of a stranger's text nobody sees, and whether they look like a message. Takes the code points of one text, one
 * after the other. Signs that join or shape are left where a writer needs them: in emoji, and between letters that join. Says
 * the same on every version of Java, whichever signs that version knows. What passes here passes the container's own check.
 */
public final class HiddenSigns {

    /** More of them are no accident. Eight signs are one letter of a message. */
    private static final int MOST = 8;

    /** Of so many letters that join, one may be joined by hand; text that is honest has far fewer. */
    private static final int LETTERS = 4;

    private static final String KEYS = "#*0123456789";

    private int before = -1;
    private boolean shaped;
    private int letters;
    private int joined;
    private int marks;
    private int unseen;
    private int row;
    private boolean turned;

    /**
     * Whether this sign hides, or turns what is around it.
     *
     * @param next the one after it, or -1 at the end
     */
    public boolean hides(int c, int next) {
        count(c);
        boolean honest = SignKinds.isSelector(c) && shapes(c, next) || SignKinds.isJoiner(c) && joins(c, next);
        boolean hides = !honest && !SignKinds.isShown(c) && c != '\r' && c != '\t';
        if (hides && SignKinds.isMark(c)) {
            marks++;
        } else if (hides && SignKinds.isUnseen(c)) {
            unseen++;
        }
        shaped = honest && SignKinds.isSelector(c);
        before = c;
        return hides;
    }

    /** Whether what was taken so far holds what has no honest use: text turned around, or a message in signs that nobody sees. */
    public boolean deceives() {
        int needed = letters == 0 ? 0 : MOST + letters / LETTERS;
        return turned || unseen + Math.max(0, marks - needed) > MOST;
    }

    /** Adds a sign to a text: as it is, or written out as JSON does. */
    public static void write(boolean hides, int c, StringBuilder text) {
        if (!hides) {
            text.appendCodePoint(c);
            return;
        }
        for (char half : Character.toChars(c)) {
            String digits = Integer.toHexString(half);
            text.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        }
    }

    /** Whether a sign has a shape of its own, or ends a line; joiners and selectors have none. */
    public static boolean isShown(int c) {
        return SignKinds.isShown(c);
    }

    private void count(int c) {
        boolean zeroWidth = SignKinds.isJoiner(c) || c == 0x200b || c == 0x2060 || c == 0xfeff;
        row = zeroWidth ? row + 1 : 0;
        turned |= SignKinds.turns(c) || row > 2 || SignKinds.isSelector(c) && SignKinds.isSelector(before);
        letters += SignKinds.isJoining(c) ? 1 : 0;
    }

    /** As in a heart that is red, or a number on a key. */
    private boolean shapes(int c, int next) {
        boolean key = c == 0xfe0f && next == 0x20e3 && KEYS.indexOf(before) >= 0;
        return key || c >= 0xfe0e && SignKinds.isPicture(before);
    }

    private boolean joins(int c, int next) {
        if (c == 0x200d && SignKinds.isPicture(next) && (shaped || SignKinds.isPicture(before))) {
            return true;
        }
        boolean between = SignKinds.isJoining(before) || SignKinds.isJoining(next) && Character.isLetterOrDigit(before);
        if (!between || joined * LETTERS > letters + MOST * LETTERS) {
            return false;
        }
        joined++;
        return true;
    }
}
