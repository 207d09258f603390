package net.chingtech.ctos.host.internal.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.chingtech.ctos.engine.calls.PlainValues;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.skill.ToolException;

/** The JSON Schema of a tool's input: an object, by the draft of 2020-12; never looks up anything elsewhere. */
public final class InputSchema {

    private static final int LARGEST = 256 * 1024;
    private static final int MOST_ERRORS_TOLD = 5;

    private final Schema schema;

    private InputSchema(Schema schema) {
        this.schema = schema;
    }

    /** A schema that cannot be used. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static InputSchema read(String json) throws Unusable {
        if (json.length() > LARGEST) {
            throw new Unusable("it is larger than " + LARGEST + " characters", null);
        }
        try {
            JsonNode tree = Json.readTree(json.getBytes(StandardCharsets.UTF_8));
            if (!tree.isObject() || !"object".equals(tree.path("type").asText())) {
                throw new Unusable("it is not a JSON Schema with \"type\": \"object\"", null);
            }
            SchemaBounds.check(tree);
            SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                    .locale(Locale.ENGLISH)
                    .regularExpressionFactory(BoundedPattern::new)
                    .build();
            Schema schema = SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config))
                    .getSchema(tree);
            schema.initializeValidators();
            return new InputSchema(schema);
        } catch (FormatException e) {
            throw new Unusable("it is not JSON: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new Unusable("it is not a JSON Schema: " + e.getMessage(), e);
        }
    }

    /**
     * Checks an input.
     *
     * @return a copy of plain values
     * @throws ToolException {@code input_invalid}, with the place in the input
     */
    public Map<String, Object> check(Map<String, Object> input) throws ToolException {
        Map<String, Object> plain = plain(input);
        List<Error> errors = errors(plain);
        if (!errors.isEmpty()) {
            throw new ToolException(
                    "input_invalid",
                    errors.stream()
                            .limit(MOST_ERRORS_TOLD)
                            .map(InputSchema::tell)
                            .collect(Collectors.joining("; ", "The input does not fit: ", ".")));
        }
        return plain;
    }

    /**
     * A copy of an input, whatever its schema.
     *
     * @throws ToolException {@code input_invalid} when it is not of plain values, or too large
     */
    static Map<String, Object> plain(Map<String, Object> input) throws ToolException {
        return weigh(input).values();
    }

    /** As {@link #plain}, and how much memory the copy takes. */
    static PlainValues.Weighed weigh(Map<String, Object> input) throws ToolException {
        try {
            return PlainValues.weigh(input);
        } catch (PlainValues.NotPlain e) {
            throw new ToolException("input_invalid", "The input at " + e.getMessage() + ".", e);
        }
    }

    private List<Error> errors(Map<String, Object> plain) throws ToolException {
        try {
            return schema.validate((JsonNode) Json.mapper().valueToTree(plain));
        } catch (BoundedPattern.Endless | StackOverflowError e) {
            throw new ToolException(
                    "input_invalid", "Whether the input fits takes the tool's schema too long to find out.", e);
        }
    }

    private static String tell(Error error) {
        String pointer = String.valueOf(error.getInstanceLocation());
        return (pointer.isEmpty() ? "/" : pointer) + ": " + error.getMessage();
    }
}
