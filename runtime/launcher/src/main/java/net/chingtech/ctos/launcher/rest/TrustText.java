package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.launcher.words.Moments;

/** Who stands behind a release, a skill or a hub, in words. */
public final class TrustText {

    private TrustText() {}

    /** A fingerprint, whole: two that begin alike need not be the same. */
    public static String fingerprint(String sha256) {
        return "sha256:" + sha256;
    }

    /** A moment to the minute, in UTC; what is none stays as it came. */
    public static String time(String instant) {
        return Moments.minute(instant);
    }

    /** What a plan's item says of trust, one line for each thing to know, indented. */
    static List<String> lines(JsonNode item, Instant now) {
        List<String> lines = new ArrayList<>();
        JsonNode trust = item.path("trust");
        boolean unsigned = text(item, "tier").equals("legacy");
        if (unsigned) {
            lines.add("  signed by nobody; digest " + fingerprint(text(item, "sha256")) + ", place "
                    + fingerprint(text(item, "key_id")));
        } else if (item.hasNonNull("key_id")) {
            lines.add("  key " + fingerprint(text(item, "key_id"))
                    + (trust.isObject()
                            ? ", vouched for by " + (trust.path("authority").asText("nobody"))
                            : ""));
        }
        if (trust.hasNonNull("published_at")) {
            lines.add((unsigned ? "  published " : "  signed ")
                    + time(text(trust, "published_at"))
                    + (trust.hasNonNull("listed_at") ? ", listed " + time(text(trust, "listed_at")) : "")
                    + age(trust, now));
        }
        // The container's own sentences say why; a key change is laid out once more for comparing.
        trust.path("words").forEach(word -> lines.add("  ! " + word.asText()));
        JsonNode change = trust.path("key_change");
        if (change.isObject()) {
            lines.add("      before  " + fingerprint(text(change, "pinned")));
            lines.add("      now     " + fingerprint(text(change, "now")));
        }
        if (trust.path("revoked").isObject()) {
            lines.add("      revoked " + time(text(trust.path("revoked"), "at")));
        }
        return lines;
    }

    /** What agreeing to a flag means for one item of a plan. */
    public static String flag(String flag, JsonNode item) {
        JsonNode trust = item.path("trust");
        String id = text(item, "id") + ": ";
        return switch (flag) {
            case "new_key" -> {
                JsonNode change = trust.path("key_change");
                yield id + "the publisher's key is not the one that this skill was installed with"
                        + (change.isObject()
                                ? ": before " + fingerprint(text(change, "pinned")) + ", now "
                                        + fingerprint(text(change, "now")) + "; " + vouched(change)
                                : "");
            }
            case "unverified" ->
                text(item, "tier").equals("legacy")
                        ? id + "nobody signed it; all that is known is that it came from " + text(item, "source")
                                + " and has the digest " + fingerprint(text(item, "sha256"))
                        : id + "nobody that this container trusts vouches for the publisher"
                                + (item.hasNonNull("key_id")
                                        ? "; all that is known is the key " + fingerprint(text(item, "key_id"))
                                                + ": compare it with what the publisher says it is"
                                        : "");
            case "revoked" ->
                id + "this release was revoked"
                        + (trust.path("revoked").isObject() ? ": " + text(trust.path("revoked"), "reason") : "");
            default -> id + PlanText.flag(flag);
        };
    }

    /** A source of skills in one line: what it is known by, and until when its lists are believed. */
    public static String source(JsonNode source) {
        StringBuilder text = new StringBuilder(text(source, "id"));
        if (source.hasNonNull("url")) {
            text.append(' ').append(text(source, "url"));
        }
        if (source.hasNonNull("max_tier")) {
            text.append(", up to ").append(text(source, "max_tier"));
        }
        if (!source.hasNonNull("root_fingerprint")) {
            return text.append(", signs no lists").toString();
        }
        text.append(", root ").append(fingerprint(text(source, "root_fingerprint")));
        if (source.hasNonNull("expires_at")) {
            text.append(source.hasNonNull("problem") ? ", lists were good until " : ", lists fresh until ")
                    .append(time(text(source, "expires_at")));
        } else {
            text.append(", no lists seen yet");
        }
        return text.toString();
    }

    private static String vouched(JsonNode change) {
        return (text(change, "vouched_by").equals("old_key") ? "its old key" : "the authority") + " vouches for that"
                + (text(change, "reason").isBlank() ? "" : ": " + text(change, "reason"));
    }

    /** By the later of the two times, since a publisher can write any date into a statement. */
    private static String age(JsonNode trust, Instant now) {
        try {
            Instant at = Instant.parse(text(trust, "published_at"));
            if (trust.hasNonNull("listed_at")) {
                Instant listed = Instant.parse(text(trust, "listed_at"));
                at = listed.isAfter(at) ? listed : at;
            }
            long hours = Duration.between(at, now).toHours();
            if (hours <= 1) {
                return hours < 0 ? "" : " (less than two hours old)";
            }
            return hours < 48 ? " (" + hours + " hours old)" : " (" + hours / 24 + " days old)";
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
