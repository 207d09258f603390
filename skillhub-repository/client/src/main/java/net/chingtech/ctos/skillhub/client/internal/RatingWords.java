package net.chingtech.ctos.skillhub.client.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.Refusals;

/** Why a hub takes no rating, in our words: its code says which, and nothing of its text is shown. */
final class RatingWords implements Refusals {

    private static final Duration WHEN_NOT_SAID = Duration.ofHours(1);

    private final HubAddress hub;
    private final SkillId id;

    RatingWords(HubAddress hub, SkillId id) {
        this.hub = hub;
        this.id = id;
    }

    @Override
    public Optional<Problem> explain(Refused answer) {
        return Optional.ofNullable(
                switch (code(answer.body())) {
                    case "skill_unknown" ->
                        new Problem(
                                404,
                                "skill_unknown",
                                "SkillHub at " + hub + " has no skill " + id + " any more.",
                                "It goes on running here; it cannot be rated.");
                    case "skill_withdrawn" ->
                        new Problem(
                                409,
                                "skill_withdrawn",
                                "Every release of " + id + " was taken back at SkillHub " + hub + ".",
                                "It is not rated any more; what you gave before can be taken back.");
                    case "too_many_raters" ->
                        new Problem(
                                429,
                                "rating_limited",
                                "SkillHub at " + hub + " takes no more new raters from this network now.",
                                "Try again in " + minutes(answer.retryAfter())
                                        + " minutes. What you rated before can be" + " changed at any time.");
                    default -> answer.status() == 429 ? tooOften(answer.retryAfter()) : null;
                });
    }

    private Problem tooOften(Duration wait) {
        return new Problem(
                429,
                "rating_limited",
                "SkillHub at " + hub + " takes no more ratings from here now.",
                "Try again in " + seconds(wait) + " seconds.");
    }

    private static long seconds(Duration wait) {
        return Math.max(1, (wait == null ? WHEN_NOT_SAID : wait).toSeconds());
    }

    private static long minutes(Duration wait) {
        return (wait == null ? WHEN_NOT_SAID : wait).plusSeconds(59).toMinutes();
    }

    private static String code(String body) {
        try {
            return Json.readTree(body.getBytes(StandardCharsets.UTF_8))
                    .path("code")
                    .asText();
        } catch (FormatException e) {
            return "";
        }
    }
}
