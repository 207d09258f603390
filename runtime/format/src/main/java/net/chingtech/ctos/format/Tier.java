package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who vouches for a publisher, most trusted first. */
public enum Tier {
    OFFICIAL,
    VERIFIED,
    COMMUNITY,
    LEGACY;

    public static Tier parse(String text) throws FormatException {
        for (Tier tier : values()) {
            if (tier.wire().equals(text)) {
                return tier;
            }
        }
        throw new FormatException("tier_unknown", "$", "official, verified, community or legacy", String.valueOf(text));
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
