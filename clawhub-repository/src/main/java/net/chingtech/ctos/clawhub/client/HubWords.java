package net.chingtech.ctos.clawhub.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.Refusals;

/** What ClawHub's refusals mean: it says them in a status and a line of text, and ambiguous names in JSON. */
final class HubWords implements Refusals {

    private static final int LONGEST = 300;
    private static final int MOST_CANDIDATES = 20;

    private final HubAddress hub;
    private final String what;

    /** @param what the skill that was asked for, as people write it; null when the question was about no single one */
    HubWords(HubAddress hub, String what) {
        this.hub = hub;
        this.what = what == null ? "what was asked for" : what;
    }

    @Override
    public Optional<Problem> explain(Refused answer) {
        String said = said(answer.body());
        String words = said.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (answer.status()) {
                    case 403 -> forbidden(said, words);
                    case 404 -> words.contains("version not found") ? versionUnknown(said) : null;
                    case 409 -> ambiguous(answer.body());
                    case 410 -> gone(said, words);
                    case 423 ->
                        Moderated.problem(
                                409,
                                "skill_pending_review",
                                what,
                                hub,
                                said,
                                "Try again in a few minutes, or take an older version.");
                    case 429, 503 -> busy(answer.status(), answer.retryAfter());
                    default -> null;
                });
    }

    private Problem forbidden(String said, String words) {
        if (words.contains("malicious") || words.contains("malware")) {
            return Moderated.malware(what, hub, said);
        }
        return words.contains("unavailable")
                ? Moderated.problem(
                        410, "skill_hidden", what, hub, said, "Ask its author, or look for another skill that does it.")
                : null;
    }

    private Problem gone(String said, String words) {
        if (words.contains("version")) {
            return Moderated.problem(
                    410, "version_revoked", what, hub, said, "Take another version: see the skill's versions.");
        }
        return words.contains("removed")
                ? Moderated.problem(410, "skill_removed", what, hub, said, "Look for another skill that does the same.")
                : null;
    }

    private Problem versionUnknown(String said) {
        return new Problem(
                404,
                "version_unknown",
                hub.kind() + " at " + hub + " does not have this version of " + what + ": " + said,
                "Look at the skill's versions in the catalogue.");
    }

    private Problem ambiguous(String body) {
        List<String> candidates = new ArrayList<>();
        try {
            JsonNode matches =
                    Json.readTree(body.getBytes(StandardCharsets.UTF_8)).path("matches");
            for (JsonNode match : matches) {
                String owner = match.path("ownerHandle").asText("");
                String slug = match.path("slug").asText("");
                if (candidates.size() < MOST_CANDIDATES) {
                    // What cannot be asked for by the name that is shown is no candidate.
                    Ref.of("@" + owner + "/" + slug).map(Ref::toString).ifPresent(candidates::add);
                }
            }
        } catch (FormatException e) {
            // Some questions get the same refusal as plain text: then nobody is named.
            candidates.clear();
        }
        return new Problem(
                409,
                ClawHub.AMBIGUOUS,
                "On ClawHub at " + hub + " more than one skill is called " + what
                        + (candidates.isEmpty() ? "." : ": " + String.join(", ", candidates) + "."),
                "Say whose it is: the id of a legacy skill is clawhub.OWNER.NAME.",
                candidates);
    }

    /** @param retryAfter how long it asks to be left alone, or null */
    Problem busy(int status, Duration retryAfter) {
        String when = retryAfter == null ? "in a minute" : "in " + words(retryAfter);
        return new Problem(
                503,
                "source_busy",
                "ClawHub at " + hub + (status == 429 ? " takes no more questions for now" : " is too busy to answer")
                        + " (HTTP " + status + ").",
                "Try again " + when + ". Installed skills keep running.");
    }

    private static String words(Duration time) {
        long seconds = Math.max(1, time.plusMillis(999).toSeconds());
        return seconds <= 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
    }

    private static String said(String body) {
        String line = PlainText.line(body.strip(), LONGEST);
        return line.startsWith("<") || line.startsWith("{") ? "" : line;
    }
}
