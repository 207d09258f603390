package net.chingtech.ctos.clawhub.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.Refusals;

/** What it means when a skill without versions of its own cannot be had: ClawHub says it by a reason code in JSON. */
final class InstallWords implements Refusals {

    private static final int LONGEST = 300;
    private static final String OTHER = "Look for another skill that does the same.";

    private final HubAddress hub;
    private final String what;

    InstallWords(HubAddress hub, String what) {
        this.hub = hub;
        this.what = what;
    }

    @Override
    public Optional<Problem> explain(Refused answer) {
        try {
            JsonNode said = Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8));
            if (said.path("reason").isTextual()) {
                return Optional.of(because(
                        said.path("reason").asText(), said.path("message").asText("")));
            }
        } catch (FormatException e) {
            // A hub that is busy, or holds all of it back, says so in a line of text.
            return new HubWords(hub, what).explain(answer);
        }
        return new HubWords(hub, what).explain(answer);
    }

    Problem because(String reason, String message) {
        String said = message.isBlank() ? reason : message;
        return switch (reason == null ? "" : reason) {
            case "archive_version_missing" ->
                Moderated.problem(
                        409, "legacy_version_missing", what, hub, said, "Ask its author to publish a version of it.");
            case "github_source_missing" ->
                Moderated.problem(409, "legacy_source_missing", what, hub, said, "Ask its author. " + OTHER);
            case "github_upstream_removed", "github_upstream_missing" ->
                Moderated.problem(410, "skill_removed", what, hub, said, OTHER);
            case "github_upstream_unknown", "github_verification_pending" ->
                Moderated.problem(409, "skill_pending_review", what, hub, said, "Try again in a few minutes.");
            case "github_scan_failed" ->
                Moderated.problem(403, "legacy_scan_failed", what, hub, said, "Do not install it. " + OTHER);
            default -> Moderated.problem(409, "legacy_not_offered", what, hub, said, OTHER);
        };
    }

    static Problem onGitHub(String what, String repo) {
        String where = PlainText.line(repo == null ? "" : repo, LONGEST);
        return new Problem(
                409,
                "legacy_on_github",
                "The files of " + what + " are not on ClawHub but on GitHub"
                        + (where.isEmpty() ? "" : " (" + where + ")") + ", and ClawHub has no copy of them to check.",
                "Get the folder yourself, look at it, and bring it with ./ctos import FOLDER.");
    }
}
