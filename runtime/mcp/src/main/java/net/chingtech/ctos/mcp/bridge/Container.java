package net.chingtech.ctos.mcp.bridge;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where the running container of a home is, and the token for its MCP door. Read anew for every request, so that a
 * restarted container or a new token is found.
 */
final class Container {

    private final Path home;

    /** An address and the token for it. */
    record Door(URL url, String token) {
        @Override
        public String toString() {
            return url.toString();
        }
    }

    Container(Path home) {
        this.home = home;
    }

    /** @throws Down when no container runs there, with what to do */
    Door door() throws Down {
        String url;
        try {
            url = JsonObject.string(
                    JsonObject.members(read(home.resolve("run/container.json"))).get("url"));
        } catch (IOException | IllegalArgumentException e) {
            throw down("no skill container runs in " + home);
        }
        try {
            String token = read(home.resolve("secrets/mcp-token")).strip();
            // Anything else would be named in the error of whoever puts it into a header.
            if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new Down("the file secrets/mcp-token in " + home + " does not hold one line with a token");
            }
            return new Door(mcp(url), token);
        } catch (NoSuchFileException e) {
            throw new Down("the file secrets/mcp-token in " + home + " is missing: start the container anew");
        } catch (MalformedURLException e) {
            throw down("run/container.json in " + home + " has no proper address");
        } catch (IOException e) {
            throw new Down("the file secrets/mcp-token in " + home + " cannot be read by this user");
        }
    }

    /** The token goes to this machine, or over TLS; nowhere else. */
    private static URL mcp(String url) throws MalformedURLException {
        URL address = new URL(url + "/mcp");
        String host = address.getHost();
        boolean here = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
        if (!address.getProtocol().equals("https")
                && !(here && address.getProtocol().equals("http"))) {
            throw new MalformedURLException("neither on this machine nor https");
        }
        return address;
    }

    Down down(String why) {
        return new Down(why + "; start it with: ./ctos run --home " + home);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** The container cannot be asked; the message says why and what to do. */
    static final class Down extends Exception {

        private static final long serialVersionUID = 1L;

        Down(String message) {
            super(message);
        }
    }
}
