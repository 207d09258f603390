package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.FolderImport;
import net.chingtech.ctos.provisioning.FolderImport.Found;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;

/**
 * Looks for legacy skills in a folder of the container's machine; what can be taken is planned like any other. It takes as
 * long as there are skills, so it is a task; what was found is asked for once that has ended.
 */
final class ImportsResource {

    /** Where to look: an absolute path. */
    record Wanted(String folder) {}

    /** What was found, in the order of the folders. */
    record Looked(List<Found> skills) {}

    private static final int LONGEST = 200;

    private final Doors doors;
    private final FoundInFolders remembered = new FoundInFolders();

    ImportsResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.post("imports", this::look)
                .get("imports/{task}", exchange -> exchange.answer(new Looked(found(exchange.part("task")))));
    }

    private void look(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        Path folder = folder(exchange.body(Wanted.class));
        FolderImport imports = doors.imports()
                .orElseThrow(() -> new Refusal(
                        409,
                        "import_unavailable",
                        "Nothing in this container knows legacy skills.",
                        "Its bundle for ClawHub (net.chingtech.ctos.clawhub) was removed; put it back to import."));
        String title = "Look for skills in " + PlainText.line(folder.toString(), LONGEST);
        String taskId = remembered.start(imports, folder, errand -> doors.tasks()
                .start("import", title, exchange.visitor().name(), errand));
        exchange.response().setHeader("Location", RestServlet.ROOT + "/tasks/" + taskId);
        exchange.answer(202, Map.of("task_id", taskId));
    }

    private List<Found> found(String taskId) throws Refusal {
        List<Found> found = remembered.found(taskId);
        if (found != null) {
            return found;
        }
        Problem why = doors.tasks().find(taskId).map(ImportsResource::notYet).orElse(null);
        throw why != null
                ? new Refusal(why)
                : new Refusal(
                        404,
                        "import_unknown",
                        "There is no such import; the container remembers the last " + FoundInFolders.MOST
                                + " until it stops.",
                        "Import the folder again.");
    }

    /** Why a task has not found anything, or null when it is not known. */
    private static Problem notYet(Task task) {
        return task.action().equals("import") && !task.state().isFinal()
                ? new Problem(
                        409,
                        "import_running",
                        "The folder is still looked at: " + task.step() + ".",
                        "Follow the task until it ends.")
                : task.problem();
    }

    private static Path folder(Wanted wanted) throws Refusal {
        try {
            Path folder = Path.of(wanted.folder() == null ? "" : wanted.folder());
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static Refusal invalid() {
        return new Refusal(
                400,
                "folder_invalid",
                "The folder is not an absolute path.",
                "Give the whole path, such as /home/me/skills, on the machine on which the container runs.");
    }
}
