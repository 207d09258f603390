package net.chingtech.ctos.host.internal.start;

import java.util.List;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/**
 * A legacy skill, which nobody signed, starts only where the kernel keeps it from the machine's files. A plan says so before;
 * this holds whatever was planned, and when the container comes back without its sandbox.
 */
public final class Unsigned {

    private Unsigned() {}

    /**
     * @param filesIsolated whether a skill sees no file here but its own
     * @throws StartFailed {@code sandbox_needed}
     */
    public static void refuseOutside(StagedSkill skill, boolean filesIsolated) throws StartFailed {
        boolean legacy = skill.tier() == Tier.LEGACY || skill.id().isLegacy();
        if (legacy && !filesIsolated) {
            throw Failures.failed(
                    skill,
                    "sandbox_needed",
                    "it is a legacy skill, which nobody signed, so it runs only in a process in a sandbox that keeps it"
                            + " from the machine's files.",
                    "Install the Debian package bubblewrap (apt-get install bubblewrap), start the container with --sandbox"
                            + " auto, then try again.",
                    List.of(),
                    null);
        }
    }
}
