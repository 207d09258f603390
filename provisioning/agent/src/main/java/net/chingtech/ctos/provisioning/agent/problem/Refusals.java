package net.chingtech.ctos.provisioning.agent.problem;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** The refusals that several packages share; each is a value with a stable code and a next step. */
public final class Refusals {

    private Refusals() {}

    public static ProvisioningException of(int status, String code, String detail, String nextStep) {
        return new ProvisioningException(new Problem(status, code, detail, nextStep));
    }

    public static ProvisioningException of(int status, String code, String detail, String nextStep, List<String> more) {
        return new ProvisioningException(new Problem(status, code, detail, nextStep, more));
    }

    public static ProvisioningException skillUnknown(SkillId id) {
        return of(
                404,
                "skill_unknown",
                "No source offers a skill with the id " + id + ".",
                "Search the catalogue for the skill's exact id.");
    }

    public static ProvisioningException notInstalled(SkillId id) {
        return of(404, "not_installed", id + " is not installed.", "See the list of installed skills.");
    }

    public static ProvisioningException sourceUnreachable(String source, String why) {
        return of(
                503,
                "source_unreachable",
                "The source " + source + " cannot be asked: " + why + ".",
                "Check that it runs and can be reached, then try again. Installed skills go on working.");
    }

    public static ProvisioningException cancelled() {
        return of(409, "cancelled", "It was cancelled.", "Make a new plan when you want it after all.");
    }

    /** Whether a refusal has this code. */
    public static boolean is(ProvisioningException refusal, String code) {
        return refusal.problem().code().equals(code);
    }
}
