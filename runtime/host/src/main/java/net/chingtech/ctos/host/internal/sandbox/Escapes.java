package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The program that the {@link Probe} starts in a sandbox: tries what must not work there, and says of each attempt whether
 * it was {@code denied} or {@code done}. Stands alone: its class file is all that is bound into the sandbox.
 */
public final class Escapes {

    private Escapes() {}

    /**
     * @param args attempts, each {@code kind:text}
     */
    public static void main(String[] args) {
        for (String attempt : args) {
            int colon = attempt.indexOf(':');
            boolean done;
            try {
                done = attempt(attempt.substring(0, colon), attempt.substring(colon + 1));
            } catch (IOException | RuntimeException e) {
                done = false;
            }
            System.out.println((done ? "done " : "denied ") + attempt);
        }
        System.out.println("end");
    }

    private static boolean attempt(String kind, String text) throws IOException {
        switch (kind) {
            case "own":
                Path own = Path.of(text, "own");
                Files.writeString(own, "x");
                boolean same = Files.readString(own).equals("x");
                Files.delete(own);
                return same;
            case "read":
                return Files.readAllBytes(Path.of(text)).length > 0;
            case "create":
                // Should it work, it is gone again.
                Files.writeString(Path.of(text), "x", StandardOpenOption.CREATE_NEW);
                Files.delete(Path.of(text));
                return true;
            case "open":
                // Opened for writing, and left as it is: should it work, nothing of the machine has changed.
                FileChannel.open(Path.of(text), StandardOpenOption.WRITE).close();
                return true;
            case "list":
                try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(text))) {
                    return files.iterator().hasNext();
                }
            case "connect":
                try (Socket socket = new Socket()) {
                    socket.connect(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(text)), 500);
                    return true;
                }
            case "processes":
                return processes() > Integer.parseInt(text);
            case "run":
                new ProcessBuilder(text).start().destroyForcibly();
                return true;
            case "variable":
                return System.getenv(text) != null;
            case "rights":
                return !Files.readAllLines(Path.of("/proc/self/status")).containsAll(List.of(text.split(";")));
            default:
                throw new IllegalArgumentException(kind);
        }
    }

    private static int processes() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path ignored : folders) {
                count++;
            }
        }
        return count;
    }
}
