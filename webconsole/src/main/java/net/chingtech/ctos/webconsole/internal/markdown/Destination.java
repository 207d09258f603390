package net.chingtech.ctos.webconsole.internal.markdown;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a stranger's link leads.
 *
 * @param url complete, in ASCII
 * @param place the host, or the address of a letter
 */
record Destination(String url, String place) {

    private static final int LONGEST = 2_000;
    private static final Pattern WEB = Pattern.compile("(?i)(https?)://([^/?#]+)([/?#].*)?");
    private static final Pattern PLACE = Pattern.compile("[a-z0-9.-]{1,253}(:[0-9]{1,5})?");
    private static final Pattern LETTER = Pattern.compile("(?i)mailto:([a-z0-9._+-]{1,64}@[a-z0-9.-]{1,253})(\\?.*)?");

    /** Empty for what is no plain address: no other scheme, no name or password before the host, no characters in doubt. */
    static Optional<Destination> of(String written) {
        String address = written.strip();
        if (address.length() > LONGEST || address.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        Matcher letter = LETTER.matcher(address);
        if (letter.matches()) {
            // What else it would write into the letter is left out.
            String to = letter.group(1).toLowerCase(Locale.ROOT);
            return Optional.of(new Destination("mailto:" + to, to));
        }
        Matcher web = WEB.matcher(address);
        if (!web.matches()) {
            return Optional.empty();
        }
        try {
            String place = IDN.toASCII(web.group(2)).toLowerCase(Locale.ROOT);
            if (!PLACE.matcher(place).matches()) {
                return Optional.empty();
            }
            String rest = web.group(3) == null ? "" : web.group(3);
            String url = web.group(1).toLowerCase(Locale.ROOT) + "://" + place + rest;
            return Optional.of(new Destination(new URI(url).toASCIIString(), place));
        } catch (IllegalArgumentException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The place, unless these words are it. */
    Optional<String> unsaidBy(String words) {
        return words.equals(place)
                        || words.equals(url.toLowerCase(Locale.ROOT))
                        || words.equals(url.substring(url.indexOf(':') + 1)
                                .replaceFirst("^//", "")
                                .toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(place);
    }
}
