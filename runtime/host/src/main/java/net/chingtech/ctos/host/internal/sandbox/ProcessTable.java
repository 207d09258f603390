package net.chingtech.ctos.host.internal.sandbox;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All processes of the machine at one moment, as {@code /proc} tells them. */
final class ProcessTable {

    /** Linux tells times in hundredths of a second, whatever its own clock does. */
    static final int TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");
    private static final int LINE = 1024;
    private static final long RECENT_NANOS = 500_000_000L;

    private static ProcessTable recent;
    private static long recentAt;

    private final Map<Long, Entry> processes = new HashMap<>();
    private final Map<Long, List<Entry>> children = new HashMap<>();

    /**
     * One process.
     *
     * @param ticks processor time of it and of those of its children that ended
     */
    record Entry(long pid, long parent, long ticks, int threads) {}

    private ProcessTable() {}

    /** One that is at most half a second old, for whoever asks about many sandboxes in a row. */
    static synchronized ProcessTable recent() throws IOException {
        if (recent == null || System.nanoTime() - recentAt > RECENT_NANOS) {
            recent = read();
            recentAt = System.nanoTime();
        }
        return recent;
    }

    static ProcessTable read() throws IOException {
        ProcessTable table = new ProcessTable();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                Entry entry = entry(folder);
                if (entry != null) {
                    table.processes.put(entry.pid(), entry);
                    table.children
                            .computeIfAbsent(entry.parent(), parent -> new ArrayList<>(2))
                            .add(entry);
                }
            }
        }
        return table;
    }

    /** A process and all that descend from it; empty when it is gone. */
    List<Entry> tree(long pid) {
        List<Entry> tree = new ArrayList<>();
        Deque<Entry> open = new ArrayDeque<>();
        if (processes.containsKey(pid)) {
            open.add(processes.get(pid));
        }
        while (!open.isEmpty()) {
            Entry next = open.remove();
            tree.add(next);
            open.addAll(children.getOrDefault(next.pid(), List.of()));
        }
        return tree;
    }

    private static Entry entry(Path folder) {
        byte[] bytes = new byte[LINE];
        int length;
        try (FileInputStream in = new FileInputStream(folder.resolve("stat").toFile())) {
            length = in.read(bytes);
        } catch (IOException e) {
            // It ended while we looked.
            return null;
        }
        if (length <= 0) {
            return null;
        }
        String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        // The name is in brackets and may hold anything, brackets too. What follows: state, parent, ..., times,
        // threads.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return new Entry(
                Long.parseLong(line.substring(0, line.indexOf(' '))),
                Long.parseLong(fields[1]),
                ticks,
                Integer.parseInt(fields[17]));
    }

    /** Memory that is a process's own: not its program's file, but also what it shares with others without a file. */
    static long memoryBytes(long pid) {
        return sum(PROC.resolve(pid + "/status"), "RssAnon:", "RssShmem:", "VmSwap:");
    }

    /** The same with what several processes share counted once; slower. Zero when it cannot be read. */
    static long proportionalBytes(long pid) {
        return sum(PROC.resolve(pid + "/smaps_rollup"), "Pss_Anon:", "Pss_Shmem:", "SwapPss:");
    }

    private static long sum(Path file, String... names) {
        long kilobytes = 0;
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                for (String name : names) {
                    if (line.startsWith(name)) {
                        kilobytes += Long.parseLong(
                                line.substring(name.length()).replace("kB", "").trim());
                    }
                }
            }
        } catch (IOException e) {
            // It ended while we looked.
            return 0;
        }
        return kilobytes << 10;
    }
}
