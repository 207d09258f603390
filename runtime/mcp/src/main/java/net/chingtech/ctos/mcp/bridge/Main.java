package net.chingtech.ctos.mcp.bridge;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ctos mcp}: MCP over standard input and output. */
public final class Main {

    private static final long RETRY_MS = 1_000;
    private static final Set<String> HELP = Set.of("-h", "--help");
    private static final String USAGE = """
            Usage: ctos mcp [-h] [--home=DIR]
            Serve the tools of a running container over standard input and output (MCP), for
            programs that start their MCP servers themselves.
              -h, --help       Show this.
                  --home=DIR   The container's folder (default: $CTOS_HOME, or ctos-home in
                                 this folder).
            """;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<Path> home = home(arguments, System.getenv());
        if (home.isEmpty()) {
            boolean asked = HELP.contains(arguments[arguments.length - 1]);
            (asked ? System.out : System.err).print(USAGE);
            System.exit(asked ? 0 : 2);
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Container container = new Container(home.get().toAbsolutePath().normalize());
        new Bridge(container, out, System.err, RETRY_MS).carry(in);
        // A listening stream that the container holds open must not keep this program.
        System.exit(0);
    }

    /** The home that the arguments name, found as every {@code ctos} command finds it; empty when they cannot be read. */
    static Optional<Path> home(String[] arguments, Map<String, String> environment) {
        String home = environment.getOrDefault("CTOS_HOME", "ctos-home");
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--home") && i + 1 < arguments.length) {
                home = arguments[++i];
            } else if (arguments[i].startsWith("--home=")) {
                home = arguments[i].substring("--home=".length());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(Path.of(home));
    }
}
