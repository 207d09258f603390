package net.chingtech.ctos.clawhub.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;

/** The numbers of a skill that are shown. There may be anything else, or anything in their place, which counts as nothing. */
@JsonDeserialize(using = Stats.Reader.class)
public record Stats(long downloads, long stars) {

    static final Stats NONE = new Stats(0, 0);

    public Stats {
        downloads = Math.max(0, downloads);
        stars = Math.max(0, stars);
    }

    /** Keeps two numbers, and passes by what else there is. */
    static final class Reader extends JsonDeserializer<Stats> {

        @Override
        public Stats deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.isExpectedStartObjectToken()) {
                json.skipChildren();
                return NONE;
            }
            long downloads = 0;
            long stars = 0;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                if (json.currentToken().isNumeric()) {
                    long number = number(json);
                    downloads = name.equals("downloads") ? number : downloads;
                    stars = name.equals("stars") ? number : stars;
                }
                json.skipChildren();
            }
            return new Stats(downloads, stars);
        }

        /** One that is larger than any number of people is as good as none. */
        private static long number(JsonParser json) throws IOException {
            double number = json.getDoubleValue();
            return number < Long.MAX_VALUE ? (long) number : 0;
        }
    }
}
