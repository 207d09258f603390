package net.chingtech.ctos.mcp.bridge;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.mcp.bridge.Container.Down;
import net.chingtech.ctos.mcp.bridge.Link.SessionGone;

/** Keeps a stream open on which the container says what happens unasked, such as that tools came or went. */
final class Listening {

    private final Bridge bridge;
    private final Link link;
    private final long retryMs;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean started;

    Listening(Bridge bridge, Link link, long retryMs) {
        this.bridge = bridge;
        this.link = link;
        this.retryMs = retryMs;
    }

    synchronized void start() {
        if (!started) {
            started = true;
            Thread thread = new Thread(this::listen, "listening");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop() {
        stopped.countDown();
    }

    /** While the container is down this tries again and again, quietly: requests say that it is down. */
    private void listen() {
        try {
            boolean offered = true;
            while (offered && stopped.getCount() > 0) {
                Session session = bridge.session();
                try {
                    offered = session == null || link.listen(session, bridge::received);
                } catch (SessionGone e) {
                    renew(session);
                } catch (IOException | Down e) {
                    // It broke or is down; the next round finds out.
                }
                stopped.await(retryMs, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew(Session gone) {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            bridge.renew(gone);
        } catch (IOException | Down | SessionGone e) {
            // The next round, or the client's next request, tries again.
        }
    }
}
