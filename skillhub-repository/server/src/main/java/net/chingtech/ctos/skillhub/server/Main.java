package net.chingtech.ctos.skillhub.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.logging.Level;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.verify.LiveAnchors;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.Verifier;
import net.chingtech.ctos.verify.Verifiers;

/** Starts SkillHub; SIGTERM ends it. Exits 2 on wrong usage, 1 when it cannot start. */
public final class Main {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final java.util.logging.Logger LUCENE = java.util.logging.Logger.getLogger("org.apache.lucene");

    /** A hub whose starter was killed has noticed, and closes what it has open. */
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(10);

    private Main() {}

    public static void main(String... args) {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        try {
            start(Options.parse(args));
        } catch (Options.Wrong e) {
            System.err.println("skillhub: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
        } catch (Exception e) {
            System.err.println("skillhub: cannot start: " + reason(e));
            System.exit(1);
        }
    }

    private static void start(Options options) throws Exception {
        long begin = System.nanoTime();
        // Lucene recommends an incubator module at every start.
        LUCENE.setLevel(Level.SEVERE);
        Clock clock = Clock.systemUTC();
        Verifier verifier = Verifiers.create(LiveAnchors.of(options.authorities()), clock);
        Hub hub = new Hub(ORPHAN_PATIENCE);
        // First, so that a SIGTERM in the middle of the start is a clean stop too.
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stop"));
        if (options.watchStdin()) {
            Thread watch = new Thread(Main::endWithStdin, "stdin");
            watch.setDaemon(true);
            watch.start();
        }
        hub.start(options.home(), options.port(), options.publishTokenFile(), options.publicUrl(), verifier, clock);
        System.out.println("SkillHub at " + hub.url() + ", started in "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    /** Whoever started us holds the other end of the pipe, and lets go of it even when it is killed. */
    private static void endWithStdin() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as an end.
        }
        System.exit(0);
    }

    /** One line that says what is wrong; causes of a failed store say more than it does. */
    private static String reason(Exception failure) {
        if (failure instanceof StoreFailed && failure.getCause() != null) {
            return failure.getMessage() + ": " + failure.getCause().getMessage();
        }
        if (failure instanceof VerificationFailed refused) {
            return refused.problem().detail() + " " + refused.problem().nextStep();
        }
        if (failure instanceof BindException || failure.getCause() instanceof BindException) {
            return "the port is in use; use another --port";
        }
        return failure instanceof IOException ? failure.getMessage() : failure.toString();
    }
}
