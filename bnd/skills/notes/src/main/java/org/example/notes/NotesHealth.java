package org.example.notes;

import net.chingtech.ctos.skill.ToolException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the notes can be read, and whether there is room for more. */
@Component(service = HealthCheck.class, property = HealthCheck.NAME + "=Notes: the folder can be read")
public final class NotesHealth implements HealthCheck {

    private final NoteFolder notes;

    @Activate
    public NotesHealth(@Reference NoteFolder notes) {
        this.notes = notes;
    }

    @Override
    public Result execute() {
        try {
            int count = notes.count();
            return count < NoteFolder.MOST_NOTES
                    ? new Result(Result.Status.OK, count + " notes.")
                    : new Result(Result.Status.WARN, "There is no room for more notes.");
        } catch (ToolException e) {
            return new Result(Result.Status.CRITICAL, e.getMessage());
        }
    }
}
