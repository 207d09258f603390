package test.crash;

import java.io.IOException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** Well for so many milliseconds as its release says, and then not any more. */
public final class CrashHealth implements HealthCheck {

    private final long until;

    public CrashHealth() throws IOException {
        String word = Mood.of("health").word();
        until = word.isEmpty() ? Long.MAX_VALUE : System.currentTimeMillis() + Long.parseLong(word);
    }

    @Override
    public Result execute() {
        return System.currentTimeMillis() < until
                ? new Result(Result.Status.OK, "All is well.")
                : new Result(Result.Status.CRITICAL, "This release was made to become unwell.");
    }
}
