package net.chingtech.clawhub.script;

/** Kinds of signs. By numbers where versions of Java differ in what they know. */
final class SignKinds {

    private SignKinds() {}

    /** Letters, signs, spaces and ends of lines; nothing without a shape, though some of that counts as a letter. */
    static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n';
            // These are drawn, before a number or around it.
            case Character.FORMAT -> isNumberSign(c);
            case Character.SURROGATE, Character.PRIVATE_USE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> !isSelector(c) && !isBlank(c) && !isNoCharacter(c);
        };
    }

    /** What takes no place and says nothing to a reader; all others that hide are at least noticed, or are no text. */
    static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.PRIVATE_USE
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && !isNoCharacter(c);
    }

    /** Turns the order of what is read, or is a copy of the alphabet that nobody sees. */
    static boolean turns(int c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c >= 0xe0000 && c <= 0xe0fff;
    }

    /** What is needed between words of languages that join letters, or write from the right. */
    static boolean isMark(int c) {
        return c == 0x200b || c == 0x200e || c == 0x200f || c == 0x61c;
    }

    static boolean isJoiner(int c) {
        return c == 0x200c || c == 0x200d;
    }

    static boolean isSelector(int c) {
        return c >= 0xfe00 && c <= 0xfe0f;
    }

    /** Of writing in which joiners change how a word looks: from Hebrew to Myanmar, Khmer to Javanese, and older ones. */
    static boolean isJoining(int c) {
        return c >= 0x590 && c <= 0x109f
                || c >= 0x1780 && c <= 0x1cff && !isBlank(c)
                || c >= 0xa800 && c <= 0xabff && !(c >= 0xa960 && c <= 0xa97f)
                || c >= 0xfb1d && c <= 0xfdcf
                || c >= 0xfe70 && c <= 0xfefc
                || c >= 0x10a00 && c <= 0x11fff;
    }

    /** What may be an emoji, or part of one. */
    static boolean isPicture(int c) {
        return c >= 0x1f000 && c <= 0x1fbff
                || c >= 0x2100 && c <= 0x2bff && !(c >= 0x2800 && c <= 0x28ff)
                || c == 0xa9
                || c == 0xae
                || c == 0x203c
                || c == 0x2049
                || c == 0x3030
                || c == 0x303d
                || c == 0x3297
                || c == 0x3299;
    }

    private static boolean isNumberSign(int c) {
        return c >= 0x600 && c <= 0x605
                || c == 0x6dd
                || c == 0x70f
                || c == 0x8e2
                || c == 0x110bd
                || c == 0x110cd
                || c == 0x890
                || c == 0x891;
    }

    private static boolean isNoCharacter(int c) {
        return (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef;
    }

    private static boolean isBlank(int c) {
        return c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c >= 0x180b && c <= 0x180f
                || c == 0x2065
                || c == 0x3164
                || c == 0xffa0
                || c >= 0xfff0 && c <= 0xfffb
                || c >= 0x13430 && c <= 0x1343f
                || c >= 0xe0000 && c <= 0xe0fff;
    }
}
