package net.chingtech.ctos.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** How the single words of the format are read from JSON strings, with their own errors. */
final class WireTypes {

    private WireTypes() {}

    static Module module() {
        SimpleModule module = new SimpleModule("ctos");
        module.addDeserializer(SkillId.class, word(SkillId.class, SkillId::parse));
        module.addDeserializer(SkillVersion.class, word(SkillVersion.class, SkillVersion::parse));
        module.addDeserializer(VersionRange.class, word(VersionRange.class, VersionRange::parse));
        module.addDeserializer(SkillPermission.class, word(SkillPermission.class, SkillPermission::parse));
        module.addDeserializer(Channel.class, word(Channel.class, Channel::parse));
        module.addDeserializer(Tier.class, word(Tier.class, Tier::parse));
        module.addDeserializer(Instant.class, word(Instant.class, WireTypes::instant));
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.addKeySerializer(SkillId.class, new SkillIdKeySerializer());
        module.addKeyDeserializer(SkillId.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                try {
                    return SkillId.parse(key);
                } catch (FormatException e) {
                    throw new JsonMappingException(context.getParser(), e.getMessage(), e);
                }
            }
        });
        return module;
    }

    private static Instant instant(String text) throws FormatException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new FormatException("time_invalid", "$", "an RFC 3339 time in UTC", text);
        }
    }

    private interface Parse<T> {
        T parse(String text) throws FormatException;
    }

    private static <T> StdDeserializer<T> word(Class<T> type, Parse<T> parse) {
        return new Word<>(type, parse);
    }

    private static final class Word<T> extends StdDeserializer<T> {

        private final transient Parse<T> parse;

        Word(Class<T> type, Parse<T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                    throw new FormatException(
                            "json_invalid",
                            "$",
                            "a string",
                            parser.currentToken().name());
                }
                return parse.parse(parser.getText());
            } catch (FormatException e) {
                throw new JsonMappingException(parser, e.getMessage(), e);
            }
        }
    }

    private static final class SkillIdKeySerializer extends com.fasterxml.jackson.databind.JsonSerializer<SkillId> {
        @Override
        public void serialize(
                SkillId id,
                com.fasterxml.jackson.core.JsonGenerator generator,
                com.fasterxml.jackson.databind.SerializerProvider provider)
                throws IOException {
            generator.writeFieldName(id.value());
        }
    }
}
