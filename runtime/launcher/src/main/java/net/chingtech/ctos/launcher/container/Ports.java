package net.chingtech.ctos.launcher.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** Ports of 127.0.0.1. */
public final class Ports {

    public static final int HIGHEST = 65_535;

    private Ports() {}

    /**
     * Sees that a port can be listened on.
     *
     * @param port 0 for any free one
     * @param option named in the error
     * @return the port
     * @throws CommandFailed {@code port_in_use}
     */
    public static int free(int port, String option) throws CommandFailed {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandFailed(
                    "port_in_use",
                    "port " + port + " of 127.0.0.1 cannot be used: " + e.getMessage(),
                    "Choose another with " + option + " PORT (0 takes a free one)",
                    e);
        }
    }
}
