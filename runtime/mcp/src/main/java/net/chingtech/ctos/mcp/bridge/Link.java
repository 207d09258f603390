package net.chingtech.ctos.mcp.bridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.mcp.bridge.Container.Door;
import net.chingtech.ctos.mcp.bridge.Container.Down;

/**
 * Streamable HTTP to the container. With the JDK's old client, which loads in a third of the time of the new one; and
 * which would silently send a POST twice, so that a tool would run twice, unless told not to.
 */
final class Link {

    private static final int CONNECT_MS = 2_000;
    /** A container that is just being started on a slow machine takes some of it. */
    private static final int SOON_MS = 20_000;

    private static final int LAST_MS = 5_000;
    private static final int TOOL_MS = 30 * 60 * 1_000;
    /** The container sends a ping every 20 seconds; a stream that is silent for so long is dead. */
    private static final int LISTEN_MS = 70_000;

    static {
        System.setProperty("sun.net.http.retryPost", "false");
        // A kept connection may be closed by the time it is used again, and is then not tried twice either.
        System.setProperty("http.keepAlive", "false");
    }

    private final Container container;

    /** Gets each message of an answer as it comes. */
    interface Receiver {
        void message(Message message) throws IOException, Down, SessionGone;
    }

    /** The container does not know the session: it was started anew, or the session timed out. */
    static final class SessionGone extends Exception {
        private static final long serialVersionUID = 1L;
    }

    Link(Container container) {
        this.container = container;
    }

    /**
     * Posts a message and hands on what comes back. A tool may take its time; all else is answered soon or never, and
     * must not hold up what comes after it.
     *
     * @return the session's id that the container gave with the answer, or null
     */
    String post(Message message, Session session, Receiver receiver) throws IOException, Down, SessionGone {
        Door door = container.door();
        boolean tool = message.isRequest() && session != null;
        HttpURLConnection connection = open(door, "POST", session, tool ? TOOL_MS : SOON_MS);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json, text/event-stream");
        connection.setDoOutput(true);
        connect(door, connection);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(message.text().getBytes(StandardCharsets.UTF_8));
        }
        receive(connection, session, receiver);
        return connection.getHeaderField("Mcp-Session-Id");
    }

    /** Listens until the container ends the stream; false when it does not offer one. */
    boolean listen(Session session, Receiver receiver) throws IOException, Down, SessionGone {
        Door door = container.door();
        HttpURLConnection connection = open(door, "GET", session, LISTEN_MS);
        connection.setRequestProperty("Accept", "text/event-stream");
        connect(door, connection);
        if (connection.getResponseCode() == HttpURLConnection.HTTP_BAD_METHOD) {
            return false;
        }
        receive(connection, session, receiver);
        return true;
    }

    void delete(Session session) throws IOException, Down {
        Door door = container.door();
        HttpURLConnection connection = open(door, "DELETE", session, LAST_MS);
        connect(door, connection);
        connection.getResponseCode();
    }

    private static HttpURLConnection open(Door door, String method, Session session, int readMs) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) door.url().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(readMs);
        connection.setRequestProperty("Authorization", "Bearer " + door.token());
        if (session != null) {
            connection.setRequestProperty("Mcp-Session-Id", session.id());
            connection.setRequestProperty("MCP-Protocol-Version", session.protocolVersion());
        }
        return connection;
    }

    private void connect(Door door, HttpURLConnection connection) throws Down {
        try {
            connection.connect();
        } catch (IOException e) {
            throw container.down("the skill container does not answer at " + door);
        }
    }

    private void receive(HttpURLConnection connection, Session session, Receiver receiver)
            throws IOException, Down, SessionGone {
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_NOT_FOUND && session != null) {
            throw new SessionGone();
        }
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new Down("the container refuses the token in its home's secrets/mcp-token");
        }
        if (status >= 300) {
            throw new IOException("the container answered with HTTP status " + status);
        }
        String type = connection.getContentType();
        try (InputStream body = connection.getInputStream()) {
            if (type != null && type.startsWith("text/event-stream")) {
                events(body, receiver);
            } else {
                String message = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                if (!message.isBlank()) {
                    receiver.message(message(message));
                }
            }
        }
    }

    /** Reads server-sent events; of each only its data counts. */
    private static void events(InputStream body, Receiver receiver) throws IOException, Down, SessionGone {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                data.append(line, line.startsWith("data: ") ? 6 : 5, line.length())
                        .append('\n');
            } else if (line.isEmpty() && !data.isEmpty()) {
                String message = data.toString();
                data.setLength(0);
                if (!message.isBlank()) {
                    receiver.message(message(message));
                }
            }
        }
    }

    private static Message message(String text) throws IOException {
        try {
            return Message.of(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("the container sent something that is not a message", e);
        }
    }
}
