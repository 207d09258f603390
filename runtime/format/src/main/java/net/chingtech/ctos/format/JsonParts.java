package net.chingtech.ctos.format;

/**
 * Counts what a JSON document is made of, before anything is made of it. A megabyte of a stranger's can hold 350,000 empty
 * objects, each of which takes thirty times its length in memory.
 *
 * <p>Parts are the brackets, colons and commas outside of texts: each name has a colon, each value a colon, a comma or a
 * bracket. So many parts take 120 bytes each at the worst, beside the texts themselves.
 */
final class JsonParts {

    private JsonParts() {}

    /** @throws FormatException {@link Json#TOO_MANY_PARTS} when there are more than {@code most} */
    static void mustNotBeMore(byte[] json, int most) throws FormatException {
        int parts = 0;
        boolean inText = false;
        for (int i = 0; i < json.length; i++) {
            byte sign = json[i];
            if (inText) {
                if (sign == '\\') {
                    i++;
                } else if (sign == '"') {
                    inText = false;
                }
            } else if (sign == '"') {
                inText = true;
            } else if (isPart(sign) && ++parts > most) {
                throw new FormatException(
                        Json.TOO_MANY_PARTS, "$", "at most " + most + " brackets, colons and commas", "more");
            }
        }
    }

    private static boolean isPart(byte sign) {
        return sign == ',' || sign == ':' || sign == '{' || sign == '}' || sign == '[' || sign == ']';
    }
}
