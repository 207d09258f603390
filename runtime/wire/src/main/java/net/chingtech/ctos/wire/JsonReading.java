package net.chingtech.ctos.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one line strictly: one object, each name once, numbers and text that are what they seem. */
final class JsonReading {

    /** Beyond this a number is no measure, and only costs time. */
    static final int MOST_DIGITS = 1_000;

    private final JsonParser parser;
    private final boolean hasEscapes;
    private int valuesLeft;

    private JsonReading(JsonParser parser, boolean hasEscapes, int mostValues) {
        this.parser = parser;
        this.hasEscapes = hasEscapes;
        valuesLeft = mostValues;
    }

    static Map<String, Object> object(JsonFactory factory, int mostValues, LineReader.Line line) throws IOException {
        byte[] bytes = line.bytes();
        int end = line.offset() + line.length();
        boolean ascii = true;
        boolean escapes = false;
        for (int i = line.offset(); i < end; i++) {
            // A zero would make the parser guess at other encodings.
            if (bytes[i] == 0) {
                throw notJson("a byte is zero");
            }
            ascii &= bytes[i] > 0;
            escapes |= bytes[i] == '\\';
        }
        try (JsonParser parser = ascii
                ? factory.createParser(bytes, line.offset(), line.length())
                : factory.createParser(decoded(line))) {
            JsonReading reading = new JsonReading(parser, escapes, mostValues);
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw first == null || first.isScalarValue()
                        ? notJson("no object")
                        : new NotAccepted(CloseReason.NOT_A_MESSAGE, "The other end wrote several messages in a line.");
            }
            Map<String, Object> object = reading.object();
            if (parser.nextToken() != null) {
                throw notJson("more than one object");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw new NotAccepted(
                    CloseReason.TOO_DEEP, "The other end wrote a value that is nested too deep, or too long a number.");
        } catch (JsonProcessingException e) {
            throw notJson(e.getOriginalMessage());
        }
    }

    private static NotAccepted notJson(String why) {
        return new NotAccepted(CloseReason.NOT_JSON, "The other end wrote a line that is not JSON: " + why + ".");
    }

    private static char[] decoded(LineReader.Line line) throws NotAccepted {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line.bytes(), line.offset(), line.length()));
            char[] chars = new char[text.remaining()];
            text.get(chars);
            return chars;
        } catch (CharacterCodingException e) {
            throw notJson("not UTF-8");
        }
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            if (object.containsKey(name)) {
                throw notJson("a name stands twice");
            }
            parser.nextToken();
            object.put(name, value());
        }
        return Collections.unmodifiableMap(object);
    }

    private List<Object> list() throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return Collections.unmodifiableList(list);
    }

    private Object value() throws IOException {
        if (--valuesLeft < 0) {
            throw new NotAccepted(CloseReason.TOO_MANY_VALUES, "The other end wrote a message of too many values.");
        }
        switch (parser.currentToken()) {
            case START_OBJECT:
                return object();
            case START_ARRAY:
                return list();
            case VALUE_STRING:
                return whole(parser.getText());
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            case VALUE_NULL:
                return null;
            case VALUE_NUMBER_INT:
                return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT:
                return decimal(parser.getDecimalValue());
            default:
                throw notJson("an unexpected " + parser.currentToken());
        }
    }

    private static BigDecimal decimal(BigDecimal number) throws NotAccepted {
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw notJson("a number that is too large or too small");
        }
        return number;
    }

    /** Half a character can be written as an escape only, and is no text that could be sent on. */
    private String whole(String text) throws NotAccepted {
        if (hasEscapes) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    throw notJson("half a character");
                }
            }
        }
        return text;
    }
}
