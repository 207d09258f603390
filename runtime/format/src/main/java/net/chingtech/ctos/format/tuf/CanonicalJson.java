package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
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

    private final Writer out;

    private CanonicalJson(Writer out) {
        this.out = out;
    }

    /**
     * The one form of a document.
     *
     * @throws FormatException {@code canonical_json} for a number with a fraction or an exponent, and for half a surrogate
     *     pair: they have no such form
     */
    public static byte[] of(JsonNode document) throws FormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(document, bytes);
        return bytes.toByteArray();
    }

    /** @throws FormatException as {@link #of} does; nothing is kept of the form */
    static void mustExist(JsonNode document) throws FormatException {
        write(document, OutputStream.nullOutputStream());
    }

    /** In small pieces: a document may be large, and is in memory twice already, as a file and as a tree. */
    private static void write(JsonNode document, OutputStream bytes) throws FormatException {
        try (Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8.newEncoder()))) {
            new CanonicalJson(out).value(document);
        } catch (IOException e) {
            // Into memory only, so it is the encoder's.
            throw new FormatException("canonical_json", "$", "Unicode text", "half a surrogate pair");
        }
    }

    private void value(JsonNode node) throws FormatException, IOException {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isTextual()) {
            text(node.textValue());
        } else if (node.isIntegralNumber()) {
            out.write(node.bigIntegerValue().toString());
        } else if (node.isBoolean() || node.isNull()) {
            out.write(node.asText());
        } else {
            throw new FormatException("canonical_json", "$", "a whole number", node.toString());
        }
    }

    private void object(JsonNode node) throws FormatException, IOException {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        fields.sort((a, b) -> compareCodePoints(a.getKey(), b.getKey()));
        out.write('{');
        String comma = "";
        for (Map.Entry<String, JsonNode> field : fields) {
            out.write(comma);
            text(field.getKey());
            out.write(':');
            value(field.getValue());
            comma = ",";
        }
        out.write('}');
    }

    private void array(JsonNode node) throws FormatException, IOException {
        out.write('[');
        for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
            value(elements.next());
            if (elements.hasNext()) {
                out.write(',');
            }
        }
        out.write(']');
    }

    private void text(String text) throws IOException {
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.write('\\');
            }
            out.write(c);
        }
        out.write('"');
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
