package net.chingtech.ctos.http;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.hc.core5.http.Header;

/** Times as HTTP writes them. */
final class HttpDates {

    private HttpDates() {}

    static Optional<Instant> of(Header header) {
        return header == null ? Optional.empty() : parse(header.getValue());
    }

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
