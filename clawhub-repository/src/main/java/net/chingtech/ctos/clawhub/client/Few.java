package net.chingtech.ctos.clawhub.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of which only the first lines are read. A hub can put thirty thousand empty things into one answer, each of which
 * takes a hundred times its length as an object; what is over is passed by and never becomes one.
 */
final class Few extends JsonDeserializer<List<?>> implements ContextualDeserializer {

    /** More than any question asks for, and than a skill may have files. */
    static final int MOST = 400;

    private final JavaType line;

    Few() {
        this(null);
    }

    private Few(JavaType line) {
        this.line = line;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new Few(property.getType().getContentType());
    }

    @Override
    public List<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.isExpectedStartArrayToken()) {
            return (List<?>) context.handleUnexpectedToken(List.class, json);
        }
        List<Object> lines = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (lines.size() == MOST) {
                json.skipChildren();
            } else if (!json.hasToken(JsonToken.VALUE_NULL)) {
                lines.add(line(json, context, lines));
            }
        }
        return lines;
    }

    private Object line(JsonParser json, DeserializationContext context, List<Object> lines) throws IOException {
        try {
            return context.readValue(json, line);
        } catch (JsonMappingException e) {
            throw JsonMappingException.wrapWithPath(e, lines, lines.size());
        }
    }
}
