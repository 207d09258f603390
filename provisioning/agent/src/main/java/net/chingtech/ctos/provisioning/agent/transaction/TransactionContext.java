package net.chingtech.ctos.provisioning.agent.transaction;

import java.nio.file.Path;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.journal.Journal;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;

/**
 * What a step knows of the transaction that it is part of.
 *
 * @param id of the transaction; backups are named by it
 * @param task who watches
 * @param staging a folder of this transaction's own; it is gone at the end
 * @param progress told how much of the step is done
 */
public record TransactionContext(String id, RunningTask task, Journal journal, Path staging, StepProgress progress) {

    /** Told how much of the running step is done. */
    @FunctionalInterface
    public interface StepProgress {
        void done(long part, long of);
    }

    /** Whether somebody asked for it to stop. */
    public boolean isCancelled() {
        return task.isCancelled();
    }

    /** Stops here when somebody asked for it. */
    public void checkCancelled() throws StepFailed {
        try {
            task.checkCancelled();
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }

    /** From here on nobody can stop it. */
    public void passCancel() throws StepFailed {
        try {
            task.passCancel();
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }
}
