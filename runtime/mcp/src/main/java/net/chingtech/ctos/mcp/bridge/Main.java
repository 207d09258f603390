package net.chingtech.ctos.mcp.bridge;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code ctos mcp}: MCP over standard input and output. */
public final class Main {

    private static final long RETRY_MS = 1_000;
    private static final String USAGE = "Usage: ctos mcp [--home DIR]\n"
            + "Speaks MCP over standard input and output for the skill container of DIR (default ctos-home).\n";

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String home = "ctos-home";
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--home") && i + 1 < arguments.length) {
                home = arguments[++i];
            } else if (arguments[i].startsWith("--home=")) {
                home = arguments[i].substring("--home=".length());
            } else {
                boolean asked = arguments[i].equals("--help");
                (asked ? System.out : System.err).print(USAGE);
                System.exit(asked ? 0 : 2);
            }
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Container container = new Container(Path.of(home).toAbsolutePath().normalize());
        new Bridge(container, out, System.err, RETRY_MS).carry(in);
        // A listening stream that the container holds open must not keep this program.
        System.exit(0);
    }
}
