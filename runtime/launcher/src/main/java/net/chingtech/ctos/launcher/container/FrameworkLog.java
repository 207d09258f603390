package net.chingtech.ctos.launcher.container;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Level;
import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Keeps what the framework itself complains about in a file of its own; a user is told the same in words. */
final class FrameworkLog extends Logger {

    /** Held here, since the JDK forgets the level of a logger that nobody holds. */
    private static final java.util.logging.Logger JDK = java.util.logging.Logger.getLogger("");

    private final RollingLog file;

    FrameworkLog(Path file) {
        this.file = new RollingLog(file);
        setLogLevel(LOG_WARNING);
    }

    /** What writes to the JDK's logging is there before ours is, and says nothing below a warning that matters. */
    static void quietJdk() {
        JDK.setLevel(Level.WARNING);
    }

    @Override
    protected synchronized void doLog(
            Bundle bundle, ServiceReference service, int level, String message, Throwable cause) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        writer.println(Instant.now()
                + (level == LOG_ERROR ? " ERROR " : " WARN ")
                + (bundle == null ? "" : bundle.getSymbolicName() + ": ")
                + message);
        if (cause != null) {
            cause.printStackTrace(writer);
        }
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            file.write(bytes, bytes.length);
        } catch (IOException e) {
            System.err.print(text);
        }
    }
}
