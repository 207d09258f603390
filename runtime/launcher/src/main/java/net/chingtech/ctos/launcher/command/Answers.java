package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.PolicyText;

/** Parts of answers that more than one command shows. */
final class Answers {

    private Answers() {}

    /** Sources that did not answer. */
    static void sayFailures(JsonNode failed, Consumer<String> out) {
        for (JsonNode failure : failed) {
            out.accept("! " + failure.path("source").asText() + " did not answer: "
                    + failure.path("problem").path("detail").asText() + " "
                    + failure.path("problem").path("next_step").asText());
        }
    }

    /**
     * Ends a question that nobody answered as what it is, so that a script does not take silence for "there is none".
     *
     * @param found how much there is in the answer
     * @throws CommandFailed {@code sources_silent} if that is nothing and a source did not answer
     */
    static void refuseSilence(long found, JsonNode failed) throws CommandFailed {
        if (found == 0 && !failed.isEmpty()) {
            throw new CommandFailed(
                    "sources_silent",
                    "Nothing is known, since not every source answered",
                    "See ./ctos hub list, then try again");
        }
    }

    /**
     * Newer releases, each with why it asks first, or when it comes by itself.
     *
     * @param when says it for the id of a skill
     */
    static void sayUpdates(JsonNode updates, JsonNode failed, UnaryOperator<String> when, Consumer<String> out) {
        if (updates.isEmpty()) {
            out.accept(failed.isEmpty() ? "everything is up to date" : "no update is known of");
        }
        for (JsonNode update : updates) {
            String asks = update.path("new_permissions").isEmpty() ? "" : ", asks for more";
            String notes = update.path("release_notes").asText("");
            out.accept(update.path("id").asText() + " "
                    + update.path("current_version").asText() + " -> "
                    + update.path("latest_version").asText() + " ("
                    + update.path("severity").asText()
                    + (update.path("security").asBoolean() ? ", security" : "") + asks + ")"
                    + (notes.isBlank()
                            ? ""
                            : "  " + notes.strip().lines().findFirst().orElse("")));
            if (update.hasNonNull("not_silent")) {
                PolicyText.notSilent(update.path("not_silent")).forEach(line -> out.accept("    " + line));
            } else {
                out.accept("    " + when.apply(update.path("id").asText()));
            }
        }
    }
}
