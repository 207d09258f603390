package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How finished the releases are that a subscriber wants to see. */
public enum Channel {
    STABLE,
    BETA,
    NIGHTLY;

    /** Whether a subscriber of this channel is offered a release: stable sees no pre-release, nightly sees all. */
    public boolean sees(Channel releaseChannel, SkillVersion version) {
        return releaseChannel.ordinal() <= ordinal() && (this != STABLE || !version.isPreRelease());
    }

    public static Channel parse(String text) throws FormatException {
        for (Channel channel : values()) {
            if (channel.wire().equals(text)) {
                return channel;
            }
        }
        throw new FormatException("channel_unknown", "$", "stable, beta or nightly", String.valueOf(text));
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
