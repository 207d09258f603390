package net.chingtech.ctos.skillhub.client.internal.lists;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Problem;

/** A problem with a hub's lists as its administrator needs it: which hub it is about, and what to type when it is the root. */
public final class Words {

    /** The name of the hub that a container starts itself. */
    private static final String OWN = "local";

    private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String KEEPS = " Until then nothing is installed from it; installed skills keep running.";

    private final String name;
    private final String url;

    public Words(String name, String url) {
        this.name = name;
        this.url = url;
    }

    Problem of(Problem problem) {
        return new Problem(
                problem.status(),
                problem.code(),
                "SkillHub " + name + " at " + url + ": " + problem.detail(),
                nextStep(problem),
                problem.more());
    }

    private String nextStep(Problem problem) {
        Matcher shown = FINGERPRINT.matcher(problem.detail());
        if (!shown.find()) {
            return problem.nextStep();
        }
        String add = "./ctos hub add " + url + " --name " + name + " --root " + shown.group();
        return switch (problem.code()) {
            case "hub_root_unknown" ->
                "Ask whoever runs the hub for the fingerprint, by another way than the hub itself (./ctos hub keys show"
                        + " prints it there). Only if it is the same: " + add + ", and start the container again."
                        + KEEPS;
            case "hub_root_changed" -> OWN.equals(name) ? ownChanged() : changed(add);
            default -> problem.nextStep();
        };
    }

    private String changed(String add) {
        return "Somebody may stand between here and the hub. Ask whoever runs it, by another way than the hub itself."
                + " Only if it was really set up anew: ./ctos hub remove " + name + ", then " + add
                + ", and start the container again." + KEEPS;
    }

    /** The own hub is not added: the container remembers its root when it remembers none. */
    private static String ownChanged() {
        return "This container's own hub has another root than the one kept in trust/hubs/local. Put the hub's folder back"
                + " from a backup. Only if you set it up anew: remove trust/hubs/local, and start the container again."
                + KEEPS;
    }
}
