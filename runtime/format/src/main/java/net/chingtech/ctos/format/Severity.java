package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an update reaches, by SemVer. */
public enum Severity {
    MAJOR,
    MINOR,
    PATCH;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
