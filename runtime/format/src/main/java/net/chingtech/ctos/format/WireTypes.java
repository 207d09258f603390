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
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/** How the single words of the format are read from JSON strings, with their own errors. */
final class WireTypes {

    /** What RFC 3339 can say: outside of it sums of times overflow. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

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
        module.addDeserializer(DayOfWeek.class, word(DayOfWeek.class, WireTypes::day));
        module.addDeserializer(LocalTime.class, word(LocalTime.class, WireTypes::timeOfDay));
        module.addDeserializer(ZoneId.class, word(ZoneId.class, WireTypes::zone));
        module.addSerializer(DayOfWeek.class, ToStringSerializer.instance);
        module.addSerializer(LocalTime.class, ToStringSerializer.instance);
        module.addSerializer(ZoneId.class, ToStringSerializer.instance);
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
            Instant time = Instant.parse(text);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new DateTimeException("a year of more than four digits");
            }
            return time;
        } catch (DateTimeException e) {
            throw new FormatException("time_invalid", "$", "an RFC 3339 time in UTC", text);
        }
    }

    private static DayOfWeek day(String text) throws FormatException {
        try {
            return DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new FormatException("day_invalid", "$", "a day such as SATURDAY", text);
        }
    }

    private static LocalTime timeOfDay(String text) throws FormatException {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new FormatException("time_invalid", "$", "a time of day such as 01:00", text);
        }
    }

    private static ZoneId zone(String text) throws FormatException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new FormatException("zone_invalid", "$", "a time zone such as Asia/Taipei", text);
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
