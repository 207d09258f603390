package net.chingtech.ctos.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;

/** A started release of a skill, whichever host runs it. */
@ProviderType
public interface RunningSkill {

    /** Code of the answer to a call that came when this version no longer takes any: the router asks the next version. */
    String STOPPING = "skill_stopping";

    /** Code of the answer to a call that was still running when this version had to stop. */
    String CUT_OFF = "call_cut_off";

    StagedSkill skill();

    HostLevel host();

    /** The tools it offers now, by name. */
    List<ToolDescription> tools();

    /**
     * Hands a call to the skill, without asking whether the caller may: the router does.
     *
     * @return ends with a {@link net.chingtech.ctos.skill.ToolException} when the tool fails, is not there, or takes
     *     longer than its time limit; with {@value #STOPPING} when it was not tried, because the skill is stopping
     */
    CompletionStage<ToolResult> call(ToolCall call);

    /**
     * Asks the skill's own health checks, and whether its components are satisfied. One that sleeps is woken.
     *
     * @return critical when the skill does not answer within the time that its manifest sets: nobody waits longer
     */
    Health health();

    /**
     * Changes what the skill is granted, without starting it again where the host can: from the return of this method on
     * what was taken back is refused, and what was given is there.
     *
     * @throws StartFailed when the skill cannot be held to the new grants; it keeps those it had
     */
    void regrant(Grants grants) throws StartFailed;

    /** How it is doing, seen from outside; asks the skill nothing. */
    Vitals vitals();

    /**
     * Waits until no call runs, at most {@code patience}, then ends those that still do with {@value #CUT_OFF}, stops the
     * skill and takes back all it had.
     */
    Promise<Void> drainAndStop(Duration patience);
}
