package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;

/**
 * OLPC's canonical JSON, which clients of The Update Framework sign and hash: keys in the order of their code points, no
 * white space, whole numbers only, and in a string nothing escaped but the quotation mark and the backslash.
 */
public final class CanonicalJson {

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /**
     * The one form of a document.
     *
     * @throws FormatException {@code canonical_json} for a number with a fraction or an exponent, and for half a surrogate
     *     pair: they have no such form
     */
    public static byte[] of(JsonNode document) throws FormatException {
        CanonicalJson canonical = new CanonicalJson();
        canonical.value(document);
        CharsetEncoder strict = StandardCharsets.UTF_8.newEncoder();
        try {
            java.nio.ByteBuffer bytes = strict.encode(CharBuffer.wrap(canonical.out));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new FormatException("canonical_json", "$", "Unicode text", "half a surrogate pair");
        }
    }

    private void value(JsonNode node) throws FormatException {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isTextual()) {
            text(node.textValue());
        } else if (node.isIntegralNumber()) {
            out.append(node.bigIntegerValue());
        } else if (node.isBoolean() || node.isNull()) {
            out.append(node.asText());
        } else {
            throw new FormatException("canonical_json", "$", "a whole number", node.toString());
        }
    }

    private void object(JsonNode node) throws FormatException {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        fields.sort((a, b) -> compareCodePoints(a.getKey(), b.getKey()));
        out.append('{');
        String comma = "";
        for (Map.Entry<String, JsonNode> field : fields) {
            out.append(comma);
            text(field.getKey());
            out.append(':');
            value(field.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private void array(JsonNode node) throws FormatException {
        out.append('[');
        for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
            value(elements.next());
            if (elements.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    /** String.compareTo goes by UTF-16 units, which puts what is beyond the basic plane before U+E000. */
    private static int compareCodePoints(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? Character.MAX_VALUE + 1 : unit;
    }
}
