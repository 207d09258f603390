package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things that are done as far as they can be: what fails keeps nothing else from being done. */
public final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private static final int LONGEST = 300;

    private final List<String> failed = new ArrayList<>();

    /** What may fail. */
    public interface Attempt {
        void run() throws IOException;
    }

    /**
     * @param what it is about, for people
     * @return whether it was done
     */
    public boolean at(String what, Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be cleared away", what, e);
            failed.add(what + ": " + PlainText.line(String.valueOf(e.getMessage()), LONGEST));
            return false;
        }
    }

    /** What failed, and why, in order. */
    public List<String> failed() {
        return List.copyOf(failed);
    }
}
