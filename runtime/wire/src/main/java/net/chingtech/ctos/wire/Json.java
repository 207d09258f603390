package net.chingtech.ctos.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Between messages and lines. */
final class Json {

    /** {@code jsonrpc}, and {@code params} or {@code result} and what is in them: a value stands this deep in a message. */
    private static final int ENVELOPE = 4;

    private static final int LONGEST_MESSAGE = 2_000;

    private final JsonFactory factory;
    private final int longest;
    private final int mostValues;
    private final int deepest;

    Json(int longest, int mostValues, int deepest) {
        this.longest = longest;
        this.mostValues = mostValues;
        this.deepest = deepest + ENVELOPE;
        factory = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(this.deepest)
                        .maxStringLength(longest)
                        .maxNumberLength(JsonReading.MOST_DIGITS)
                        .build())
                .build();
    }

    /** What a line says. */
    Message message(LineReader.Line line) throws IOException {
        return Message.of(JsonReading.object(factory, mostValues, line));
    }

    byte[] request(long id, String method, Map<String, ?> parameters) throws IOException {
        return line(json -> {
            json.writeNumberField("id", id);
            json.writeStringField("method", method);
            json.writeFieldName("params");
            value(json, parameters, 1);
        });
    }

    byte[] notification(String method, Map<String, ?> parameters) throws IOException {
        return line(json -> {
            json.writeStringField("method", method);
            json.writeFieldName("params");
            value(json, parameters, 1);
        });
    }

    byte[] result(long id, Object result) throws IOException {
        return line(json -> {
            json.writeNumberField("id", id);
            json.writeFieldName("result");
            value(json, result, 1);
        });
    }

    /** Never fails: what of an error is too long is cut. */
    byte[] error(long id, RpcError error) {
        try {
            return errorLine(id, error, error.getMessage(), error.lines());
        } catch (IOException e) {
            try {
                return errorLine(id, error, "The request failed.", List.of());
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private byte[] errorLine(long id, RpcError error, String message, List<String> lines) throws IOException {
        return line(json -> {
            json.writeNumberField("id", id);
            json.writeObjectFieldStart("error");
            json.writeNumberField("code", error.number());
            json.writeStringField("message", cut(message));
            json.writeObjectFieldStart("data");
            json.writeStringField("code", cut(error.code()));
            json.writeArrayFieldStart("lines");
            for (String line : lines.subList(0, Math.min(Message.MOST_LINES, lines.size()))) {
                json.writeString(cut(line));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static String cut(String text) {
        String message = String.valueOf(text);
        return message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, message.offsetByCodePoints(0, LONGEST_MESSAGE / 2)) + "…";
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private byte[] line(Members members) throws IOException {
        LineBuffer bytes = new LineBuffer(longest);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("jsonrpc", "2.0");
            members.write(json);
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toBytes();
    }

    private void value(JsonGenerator json, Object value, int depth) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (depth >= deepest) {
            throw new IOException("A value is nested too deep.");
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                value(json, entry.getValue(), depth + 1);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element, depth + 1);
            }
            json.writeEndArray();
        } else {
            throw new IOException("A " + value.getClass().getName() + " is not a value of JSON.");
        }
    }
}
