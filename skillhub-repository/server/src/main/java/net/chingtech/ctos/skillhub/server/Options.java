package net.chingtech.ctos.skillhub.server;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the hub is started with.
 *
 * @param port 0 for a free one
 * @param authorities folder of the authorities whose publishers may publish
 * @param publicUrl where others reach the hub when something stands in front of it, without a slash at the end; or null
 * @param watchStdin whether the hub ends when its standard input does, as when the process that started it is gone
 */
record Options(Path home, int port, Path authorities, Path publishTokenFile, String publicUrl, boolean watchStdin) {

    static final String USAGE = """
            Usage: skillhub --home DIR --authorities DIR --publish-token-file FILE [--port N] [--public-url URL]
                            [--watch-stdin]
              --home DIR                 where the hub keeps what it has
              --authorities DIR          folder with official/*.pem and community/*.pem
              --publish-token-file FILE  holds the token that opens the publish door
              --port N                   port on 127.0.0.1, 0 for a free one (8090)
              --public-url URL           where others reach the hub, for /index.json; what stands in
                                         front must add the caller's address to X-Forwarded-For
              --watch-stdin              end when the standard input ends""";

    private static final int DEFAULT_PORT = 8_090;
    private static final int LAST_PORT = 65_535;
    private static final List<String> KNOWN =
            List.of("--home", "--port", "--authorities", "--publish-token-file", "--public-url");

    /** Stands alone; all others have a value. */
    private static final String WATCH_STDIN = "--watch-stdin";

    /** Wrong usage, in one line. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Options parse(String... arguments) throws Wrong {
        boolean watchStdin = List.of(arguments).contains(WATCH_STDIN);
        String[] args =
                Stream.of(arguments).filter(arg -> !arg.equals(WATCH_STDIN)).toArray(String[]::new);
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!KNOWN.contains(args[i])) {
                throw new Wrong("unknown option " + args[i]);
            }
            if (i + 1 == args.length) {
                throw new Wrong(args[i] + " needs a value");
            }
            if (given.put(args[i], args[i + 1]) != null) {
                throw new Wrong(args[i] + " is given twice");
            }
        }
        return new Options(
                path(given, "--home"),
                port(given.getOrDefault("--port", String.valueOf(DEFAULT_PORT))),
                path(given, "--authorities"),
                path(given, "--publish-token-file"),
                url(given.get("--public-url")),
                watchStdin);
    }

    private static Path path(Map<String, String> given, String option) throws Wrong {
        String value = given.get(option);
        if (value == null || value.isBlank()) {
            throw new Wrong(option + " is missing");
        }
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Wrong(option + " is no path: " + value);
        }
    }

    private static int port(String value) throws Wrong {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        throw new Wrong("--port must be a number from 0 to " + LAST_PORT + ", not " + value);
    }

    private static String url(String value) throws Wrong {
        if (value == null) {
            return null;
        }
        try {
            URI uri = URI.create(value);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
            }
        } catch (IllegalArgumentException e) {
            // Said below, together with other schemes.
        }
        throw new Wrong("--public-url must be an http or https address, not " + value);
    }
}
