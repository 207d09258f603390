package org.example.inmate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Does in a sandbox what its first argument says. */
public final class Inmate {

    private Inmate() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "echo" -> System.in.transferTo(System.out);
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "list" -> list(Path.of(args[1]));
            case "environment" -> System.getenv().forEach((name, value) -> System.out.println(name + "=" + value));
            case "connect" -> connect(args[1], Integer.parseInt(args[2]));
            case "copy" -> Files.copy(Path.of(args[1]), Path.of(args[2]));
            case "copies" -> copies(Path.of(args[1]), List.of(args).subList(2, args.length));
            case "memory" -> memory();
            case "threads" -> threads();
            case "processor" -> processor(Integer.parseInt(args[1]));
            case "run" -> run(List.of(args).subList(1, args.length));
            case "wait" -> {
                System.out.println("waiting");
                Thread.sleep(Long.MAX_VALUE);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted().forEach(System.out::println);
        }
    }

    private static void copies(Path from, List<String> places) {
        for (String place : places) {
            try {
                Files.copy(from, Path.of(place));
                System.out.println(place + " copied");
            } catch (IOException e) {
                System.out.println(place + " denied");
            }
        }
    }

    private static void connect(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 2000);
            System.out.println("connected");
        } catch (IOException e) {
            System.out.println("denied: " + e.getMessage());
        }
    }

    /** Takes all that its JVM gives it, and keeps it until somebody looks. */
    private static void memory() throws InterruptedException {
        List<ByteBuffer> all = new ArrayList<>();
        try {
            while (true) {
                ByteBuffer next = ByteBuffer.allocateDirect(1 << 20);
                for (int at = 0; at < next.capacity(); at += 4096) {
                    next.put(at, (byte) 1);
                }
                all.add(next);
            }
        } catch (OutOfMemoryError e) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static void threads() throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            Thread thread = new Thread(() -> {
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
        }
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void processor(int threads) {
        for (int i = 1; i < threads; i++) {
            new Thread(Inmate::spin).start();
        }
        spin();
    }

    private static void spin() {
        double value = 1;
        while (value > 0) {
            value = Math.sqrt(value + 1);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        System.exit(process.waitFor());
    }
}
