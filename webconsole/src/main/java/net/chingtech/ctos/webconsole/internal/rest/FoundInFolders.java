package net.chingtech.ctos.webconsole.internal.rest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.provisioning.FolderImport;
import net.chingtech.ctos.provisioning.FolderImport.Found;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;

/** What the last imports found, by task: too much for a task, which is told with each of its changes. */
final class FoundInFolders {

    static final int MOST = 4;

    private final Map<String, Look> looks = new LinkedHashMap<>();

    private static final class Look {
        private volatile List<Found> found;
    }

    /** Starts the task. */
    interface Start {
        Task start(Tasks.Errand errand) throws ProvisioningException, Refusal;
    }

    /** @return the task's id; what it found is known once it has succeeded */
    synchronized String start(FolderImport imports, Path folder, Start start) throws ProvisioningException, Refusal {
        Look look = new Look();
        String taskId = start.start(progress -> look.found = imports.look(folder, progress))
                .taskId();
        looks.put(taskId, look);
        if (looks.size() > MOST) {
            looks.remove(looks.keySet().iterator().next());
        }
        return taskId;
    }

    /** Null when it is not known, or not yet. */
    synchronized List<Found> found(String taskId) {
        Look look = looks.get(taskId);
        return look == null ? null : look.found;
    }
}
