package net.chingtech.ctos.mcp.bridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.mcp.bridge.Container.Down;
import net.chingtech.ctos.mcp.bridge.Link.SessionGone;

/**
 * Carries messages both ways. Requests are carried at the same time, all else in the order in which it came; a container
 * that was started anew in between gets the same introduction again, and the client does not notice.
 */
final class Bridge {

    private static final int SERVER_ERROR = -32000;
    private static final int PARSE_ERROR = -32700;
    private static final int PATIENCE_AT_END_S = 60;

    private final Link link;
    private final PrintStream out;
    private final PrintStream log;
    private final Listening listening;
    private final ExecutorService requests = Executors.newCachedThreadPool(Bridge::daemon);
    private volatile Session session;
    private Message introduction;

    /** @param retryMs how long to wait before listening is tried again */
    Bridge(Container container, PrintStream out, PrintStream log, long retryMs) {
        this.link = new Link(container);
        this.out = out;
        this.log = log;
        this.listening = new Listening(this, link, retryMs);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "request");
        thread.setDaemon(true);
        return thread;
    }

    /** Carries until the input ends and every request is answered, then closes the session. */
    void carry(BufferedReader in) throws IOException, InterruptedException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                carry(line);
            }
        }
        requests.shutdown();
        if (!requests.awaitTermination(PATIENCE_AT_END_S, TimeUnit.SECONDS)) {
            say("the input ended; some requests are still without an answer");
        }
        listening.stop();
        close();
    }

    private void carry(String line) {
        Message message;
        try {
            message = Message.of(line);
        } catch (IllegalArgumentException e) {
            print(Message.error("null", PARSE_ERROR, e.getMessage()));
            return;
        }
        if ("initialize".equals(message.method())) {
            introduce(message);
        } else if (message.isRequest()) {
            requests.execute(() -> forward(message));
        } else {
            forward(message);
        }
    }

    private void introduce(Message message) {
        try {
            open(message, answer -> print(answer.text()));
            if (session != null) {
                listening.start();
            }
        } catch (Down | IOException | SessionGone e) {
            failed(message, e);
        }
    }

    /** Opens a session with an introduction; the container may as well refuse it in its answer. */
    private synchronized void open(Message message, Link.Receiver receiver) throws IOException, Down, SessionGone {
        String[] version = new String[1];
        String id = link.post(message, null, answer -> {
            if (answer.isAnswerTo(message)) {
                version[0] = answer.inResult("protocolVersion");
            }
            receiver.message(answer);
        });
        introduction = message;
        session = id == null || version[0] == null ? null : new Session(id, version[0]);
    }

    private void forward(Message message) {
        Session current = session;
        boolean[] answered = new boolean[1];
        Link.Receiver receiver = answer -> {
            answered[0] |= answer.isAnswerTo(message);
            received(answer);
        };
        try {
            try {
                link.post(message, current, receiver);
            } catch (SessionGone e) {
                link.post(message, renew(current), receiver);
            }
            if (message.isRequest() && !answered[0]) {
                throw new IOException("the container ended its answer too early");
            }
        } catch (Down | IOException | SessionGone e) {
            if (!answered[0]) {
                failed(message, e);
            }
        }
    }

    /** Opens a session in the place of one that is gone, once for all who miss it. */
    synchronized Session renew(Session gone) throws IOException, Down, SessionGone {
        if (session == gone) {
            open(introduction, answer -> {});
            if (session == null) {
                throw new IOException("the container was started anew and refuses the session");
            }
            link.post(Message.of(Message.INITIALIZED), session, answer -> {});
            say("the container was started anew; a new session was opened");
            print(Message.TOOLS_CHANGED);
        }
        return session;
    }

    Session session() {
        return session;
    }

    /** The container's pings are about this link, and answered by it; everything else is the client's. */
    void received(Message message) throws IOException, Down, SessionGone {
        if (message.isRequest() && "ping".equals(message.method())) {
            link.post(Message.of(Message.answer(message.id(), "{}")), session, answer -> {});
        } else {
            print(message.text());
        }
    }

    private void failed(Message message, Exception why) {
        String words = why instanceof SessionGone ? "the container closes every session at once" : why.getMessage();
        say(words);
        if (message.isRequest()) {
            String doubt = why instanceof Down ? "" : " (whether the request was carried out is not known)";
            print(Message.error(message.id(), SERVER_ERROR, words + doubt));
        }
    }

    private void close() {
        Session last = session;
        if (last != null) {
            try {
                link.delete(last);
            } catch (IOException | Down e) {
                say("the session was not closed: " + e.getMessage());
            }
        }
    }

    private void print(String line) {
        synchronized (out) {
            out.print(line + "\n");
            out.flush();
        }
    }

    private void say(String line) {
        log.println("ctos mcp: " + line);
    }
}
