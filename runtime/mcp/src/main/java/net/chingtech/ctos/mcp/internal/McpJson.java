package net.chingtech.ctos.mcp.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of the protocol, whose keys are in camelCase; otherwise as strict as the container's own; decimals
 * stay exact.
 */
final class McpJson {

    private static final int DEEPEST = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule().addSerializer(new ErrorWriter()))
            .build();

    private McpJson() {}

    /** The library finds a mapper by itself only when certain other bundles came first, so it is handed this one. */
    static McpJsonMapper mapper() {
        return new JacksonMcpJsonMapper(MAPPER);
    }

    static Map<String, Object> object(String json) throws IOException {
        return MAPPER.readValue(json, new TypeReference<>() {});
    }

    /**
     * Arguments as tools are promised them: whole numbers as Long or BigInteger. The library reads small ones as
     * Integer, and told to read Longs it fails on large ones.
     */
    static Map<String, Object> arguments(Map<String, Object> read) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (read != null) {
            read.forEach((name, value) -> arguments.put(name, argument(value)));
        }
        return arguments;
    }

    private static Object argument(Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof List<?> list) {
            List<Object> arguments = new ArrayList<>();
            list.forEach(item -> arguments.add(argument(item)));
            return arguments;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            map.forEach((name, item) -> arguments.put(String.valueOf(name), argument(item)));
            return arguments;
        }
        return value;
    }
}
