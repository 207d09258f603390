package net.chingtech.ctos.skillhub.server.refusal;

import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Violation;

/** The refusals that more than one door gives. */
public final class Refusals {

    private Refusals() {}

    public static Refused skillUnknown(String id) {
        return new Refused(new Problem(
                404,
                "skill_unknown",
                "There is no skill " + shortened(id) + " in this hub.",
                "Check the id, or search with GET /api/v1/skills?q=."));
    }

    public static Refused versionUnknown(SkillId id, String version) {
        return new Refused(new Problem(
                404,
                "version_unknown",
                "There is no version " + shortened(version) + " of " + id + ".",
                "GET /api/v1/skills/" + id + " lists its versions."));
    }

    public static Refused noneInChannel(SkillId id, Channel channel) {
        return new Refused(new Problem(
                404,
                "version_unknown",
                id + " has no release in the channel " + channel.wire() + ".",
                "Ask with ?channel=beta or ?channel=nightly, or for one of the versions in GET /api/v1/skills/" + id
                        + "."));
    }

    public static Refused parameter(String name, String expected, String found) {
        return new Refused(new Problem(
                400,
                "parameter_invalid",
                "The parameter " + name + " must be " + expected + ", but is " + shortened(found) + ".",
                "Correct " + name + " and ask again."));
    }

    /** A body that is not in its format; every fault with its JSON path. */
    public static Refused body(FormatException cause) {
        if (cause.code().equals(Json.TOO_MANY_PARTS)) {
            String first = cause.violations().get(0).toString();
            return new Refused(
                    new Problem(413, "body_too_large", "The body is too much: " + first + ".", "Send less."), cause);
        }
        return new Refused(
                new Problem(
                        400,
                        cause.code(),
                        "What was sent is not in its format.",
                        "Correct what is listed and send it again.",
                        cause.violations().stream().map(Violation::toString).toList()),
                cause);
    }

    public static Refused tooLarge(String code, String what, long most) {
        return new Refused(new Problem(
                413, code, what + " is larger than " + most + " bytes.", "Send at most " + most + " bytes."));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
