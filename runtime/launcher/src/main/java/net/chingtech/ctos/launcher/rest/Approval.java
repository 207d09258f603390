package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** Gets an administrator's yes to a plan, from options or from answers, and says it as {@code POST tasks} wants it. */
public final class Approval {

    /** Asks a question that is answered with yes or no. */
    public interface Question {
        boolean yes(String text);
    }

    private final boolean yes;
    private final Set<String> flags;
    private final Set<String> optional;
    private final Question question;

    /**
     * @param yes whether a plain yes was given beforehand
     * @param flags the flags whose options were given, such as {@code new_key}
     * @param optional names of optional permissions that were accepted beforehand
     * @param question null when nobody can be asked
     */
    public Approval(boolean yes, Set<String> flags, Set<String> optional, Question question) {
        this.yes = yes;
        this.flags = Set.copyOf(flags);
        this.optional = Set.copyOf(optional);
        this.question = question;
    }

    /**
     * The body of {@code POST tasks}.
     *
     * @throws CommandFailed {@code consent_missing}, {@code declined}, {@code permission_not_asked}
     */
    public Map<String, Object> of(JsonNode plan) throws CommandFailed {
        Set<String> offered = new LinkedHashSet<>();
        Map<String, List<String>> accept = new LinkedHashMap<>();
        for (JsonNode item : plan.path("items")) {
            item.path("optional_permissions")
                    .forEach(asked -> offered.add(asked.path("permission").asText()));
        }
        for (String name : optional) {
            if (!offered.contains(name)) {
                throw new CommandFailed(
                        "permission_not_asked",
                        "nothing in this plan asks for " + name + " as optional",
                        "See the plan above");
            }
        }
        Set<String> needed = confirmed(plan);
        if (!yes && !ask("Do this?")) {
            throw new CommandFailed("declined", "nothing was changed", "");
        }
        for (JsonNode item : plan.path("items")) {
            if (item.hasNonNull("to")) {
                accept.put(key(item), accepted(item));
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plan_id", plan.path("plan_id").asText());
        body.put("digest", plan.path("digest").asText());
        body.put("accept", accept);
        body.put("flags", needed);
        return body;
    }

    /** All flags of the plan, once each of them has the yes of its own; a plain one beforehand was not given to them. */
    private Set<String> confirmed(JsonNode plan) throws CommandFailed {
        Set<String> all = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        List<String> words = new ArrayList<>();
        for (JsonNode item : plan.path("items")) {
            for (JsonNode flag : item.path("flags")) {
                all.add(flag.asText());
                if (!flags.contains(flag.asText())) {
                    missing.add("--" + flag.asText().replace('_', '-'));
                    words.add(TrustText.flag(flag.asText(), item));
                }
            }
        }
        if (!missing.isEmpty() && (yes || question == null)) {
            throw new CommandFailed(
                    "consent_missing",
                    String.join("; ", words) + (yes ? "; --yes does not cover that" : ""),
                    "If you mean it, add " + String.join(" ", missing));
        }
        for (String one : words) {
            if (!question.yes("Attention: " + one + ". Do it all the same?")) {
                throw new CommandFailed("declined", "nothing was changed", "");
            }
        }
        return all;
    }

    private List<String> accepted(JsonNode item) {
        List<String> names = new ArrayList<>();
        item.path("permissions")
                .forEach(asked -> names.add(asked.path("permission").asText()));
        Set<String> gained = names(item.path("gained"));
        Set<String> declined = names(item.path("declined"));
        for (JsonNode asked : item.path("optional_permissions")) {
            String name = asked.path("permission").asText();
            // What was granted or declined before stays so; only what is new is asked about.
            boolean granted = !gained.contains(name);
            boolean asks = !granted && !declined.contains(name) && !yes && question != null;
            if (granted
                    || optional.contains(name)
                    || (asks
                            && question.yes("May " + item.path("id").asText() + " also "
                                    + asked.path("words").asText() + "?"))) {
                names.add(name);
            }
        }
        return names;
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new LinkedHashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private boolean ask(String text) throws CommandFailed {
        if (question == null) {
            throw new CommandFailed(
                    "consent_missing",
                    "nobody can be asked here, and nothing was changed",
                    "Add --yes to agree to the plan above");
        }
        return question.yes(text);
    }

    /** Names a release in the yes to a plan. */
    public static String key(JsonNode item) {
        return item.path("id").asText() + "@" + item.path("to").asText() + "#"
                + item.path("sha256").asText();
    }
}
