package net.chingtech.ctos.verify.internal.jar;

/**
 * Finds characters that nobody sees, or that turn the order in which a text is shown: what stands there is then not what
 * a reader reads, while a program or an agent acts on it. Takes code points one after the other.
 */
final class HiddenText {

    private static final int BYTE_ORDER_MARK = 0xfeff;

    private boolean begun;
    private boolean afterInvisible;
    private boolean afterSelector;

    /** Whether this next code point hides something. */
    boolean hides(int c) {
        boolean first = !begun;
        begun = true;
        if (c == BYTE_ORDER_MARK && first) {
            return false;
        }
        if (isVariationSelector(c)) {
            // One shapes the sign before it, as in emoji; a row of them is a way to write bytes that nobody sees.
            boolean hides = first || afterSelector || afterInvisible;
            afterSelector = true;
            afterInvisible = false;
            return hides;
        }
        if (isJoiner(c)) {
            boolean hides = first || afterInvisible;
            afterInvisible = true;
            afterSelector = false;
            return hides;
        }
        afterInvisible = false;
        afterSelector = false;
        return isControl(c) || turns(c) || isBlank(c) || isTag(c);
    }

    private static boolean isVariationSelector(int c) {
        return c >= 0xfe00 && c <= 0xfe0f || c >= 0xe0100 && c <= 0xe01ef;
    }

    /** Needed between letters of some scripts, and inside emoji. */
    private static boolean isJoiner(int c) {
        return c == 0x200c || c == 0x200d;
    }

    private static boolean isControl(int c) {
        return Character.getType(c) == Character.CONTROL && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    }

    private static boolean turns(int c) {
        return c == 0x61c || c == 0x200e || c == 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x206f;
    }

    /** Zero width, or a letter without a shape. */
    private static boolean isBlank(int c) {
        return c == BYTE_ORDER_MARK
                || c == 0xad
                || c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c >= 0x180b && c <= 0x180f
                || c == 0x200b
                || c >= 0x2060 && c <= 0x2065
                || c == 0x3164
                || c == 0xffa0
                || c >= 0xfff0 && c <= 0xfffb
                || c >= 0x1bca0 && c <= 0x1bca3
                || c >= 0x1d173 && c <= 0x1d17a;
    }

    private static boolean isTag(int c) {
        return c >= 0xe0000 && c <= 0xe0fff;
    }
}
