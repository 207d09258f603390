package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * JSON as every part of the container reads and writes it: UTF-8, keys and the words of enums in snake_case, times in
 * RFC 3339, absent values
 * left out; unknown keys are ignored, while a duplicate key, a NaN, anything after the document, or a depth over 32 is
 * refused. Trees keep decimals exact. How many parts a document may have is counted before anything is made of it.
 */
public final class Json {

    /** The code of a document that would take too much memory. */
    public static final String TOO_MANY_PARTS = "json_too_large";

    /**
     * How many brackets, colons and commas a document may have when its reader says nothing: 50 MB at the worst. Who reads
     * from the network says less.
     */
    public static final int MOST_PARTS = 400_000;

    private static final int DEEPEST = 32;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // UTF-8 and nothing else: what looks like UTF-16 or UTF-32 would be another text to other readers.
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    // Names of strangers are not kept beyond their document.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .addModule(WireTypes.module())
            .build();

    private Json() {}

    /** The mapper itself, for streaming; not to be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Reads a document; what is wrong is named by its JSON path. */
    public static <T> T read(byte[] json, Class<T> type) throws FormatException {
        return read(json, type, MOST_PARTS);
    }

    /**
     * Reads a document of somebody who is not trusted.
     *
     * @param mostParts how many brackets, colons and commas it may have; each takes up to 120 bytes
     * @throws FormatException {@link #TOO_MANY_PARTS} when it has more; nothing was made of it then
     */
    public static <T> T read(byte[] json, Class<T> type, int mostParts) throws FormatException {
        JsonParts.mustNotBeMore(json, mostParts);
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new FormatException("json_invalid", "$", "a JSON object", "null");
            }
            return value;
        } catch (JsonMappingException e) {
            throw refused(e, path(e));
        } catch (JsonProcessingException e) {
            throw refused(e, "$");
        } catch (IOException e) {
            // Bytes that are no text; nothing is read from anywhere.
            throw new FormatException("json_invalid", "$", "valid JSON", String.valueOf(e.getMessage()));
        }
    }

    /** Reads a document as a tree. */
    public static JsonNode readTree(byte[] json) throws FormatException {
        return read(json, JsonNode.class);
    }

    /** Reads a document of somebody who is not trusted as a tree; see {@link #read(byte[], Class, int)}. */
    public static JsonNode readTree(byte[] json, int mostParts) throws FormatException {
        return read(json, JsonNode.class, mostParts);
    }

    /** Reads what a tree holds; what is wrong is named by its path in the tree. */
    public static <T> T read(JsonNode tree, Class<T> type) throws FormatException {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw refused(e, e instanceof JsonMappingException mapping ? path(mapping) : "$");
        }
    }

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** For files that people read: indented, with a line end. */
    public static byte[] writePretty(Object value) {
        try {
            return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    private static FormatException refused(JsonProcessingException e, String path) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof FormatException format) {
                return format.under(path);
            }
        }
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        if (e instanceof MismatchedInputException mismatched
                && e.getLocation() != null
                && mismatched.getTargetType() != null) {
            return mismatched(mismatched, path, where);
        }
        return new FormatException("json_invalid", path, "valid JSON", e.getOriginalMessage() + where);
    }

    /** The parser's own words for it name Java's types. */
    private static FormatException mismatched(MismatchedInputException e, String path, String where) {
        Class<?> type = e.getTargetType();
        if (e.getLocation().getCharOffset() <= 0 && e.getMessage().startsWith("No content")) {
            return new FormatException("json_invalid", path, words(type), "nothing");
        }
        String found = e instanceof InvalidFormatException word ? "\"" + word.getValue() + "\"" : "something else";
        return new FormatException("json_invalid", path, words(type), found + where);
    }

    private static String words(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> MAPPER.convertValue(constant, String.class))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "a JSON object";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining("", "$", ""));
    }
}
