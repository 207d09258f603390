package net.chingtech.escape;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The line between a skill's own process and the container, written to past the skill's runtime. */
final class WireWays {

    private static final int MEBIBYTE = 1024 * 1024;

    private WireWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("wire.print", "print a message of the container's language", w -> {
                    System.out.println("{\"jsonrpc\":\"2.0\",\"method\":\"stop\",\"id\":1}");
                    System.out.flush();
                    throw new OnlyItself("printed; what is printed is no message");
                }),
                lines("answers", "answer the container's own requests", w -> IntStream.range(0, 200)
                        .mapToObj(id ->
                                "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"value\":{\"forged\":true}}}")),
                lines("errors", "answer them with errors", w -> IntStream.range(0, 200)
                        .mapToObj(id ->
                                "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-1,\"message\":\"x\"}}")),
                lines("unknown_method", "call a method that there is not", one("skills.install", "{\"id\":\"x\"}")),
                lines("parent_method", "call a method that only the container calls", one("stop", "{}")),
                lines("forged_call", "query in the name of other calls", w -> IntStream.range(0, 200)
                        .mapToObj(call -> "{\"jsonrpc\":\"2.0\",\"id\":" + (900_000 + call)
                                + ",\"method\":\"data.update\",\"params\":{\"call\":" + call
                                + ",\"sql\":\"DELETE FROM HR.EMPLOYEES\",\"parameters\":[]}}")),
                lines(
                        "forged_skill",
                        "call another skill's hidden tool",
                        one(
                                "skills.call",
                                "{\"call\":1,\"skill\":\"net.chingtech.victim\",\"tool\":\"victim_keep\",\"input\":{\"text\":\"forged\"}}")),
                lines(
                        "forged_http",
                        "have the container fetch from this machine",
                        w -> Stream.of(
                                "{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"http.send\",\"params\":{\"call\":1,\"method\":\"GET\",\"uri\":\""
                                        + w.page() + "\",\"headers\":{},\"timeout_ms\":1000}}")),
                lines("forged_transaction", "end others' transactions", w -> IntStream.range(0, 50)
                        .mapToObj(i -> "{\"jsonrpc\":\"2.0\",\"id\":" + (800_000 + i)
                                + ",\"method\":\"data.rollback\",\"params\":{\"call\":1,\"transaction\":" + i + "}}")),
                lines(
                        "wrong_types",
                        "send texts where numbers belong",
                        one("data.query", "{\"call\":\"x\",\"sql\":7,\"parameters\":\"y\"}")),
                lines(
                        "batch",
                        "send a list of messages",
                        w -> Stream.of("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"},[]]")),
                lines("no_json", "send what is no JSON", w -> Stream.of("hello", "}{", "\u0000\u0001", "NaN")),
                lines("deep", "send a value of 100,000 levels", w -> Stream.of("[".repeat(100_000))),
                lines(
                        "duplicate",
                        "send a key twice",
                        w -> Stream.of(
                                "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"log\",\"method\":\"stop\",\"params\":{}}")),
                lines(
                        "huge_number",
                        "send a number of 1,000,000 digits",
                        w -> Stream.of(
                                "{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(1_000_000) + ",\"method\":\"log\"}")),
                lines("flood_requests", "ask 100,000 times without reading the answers", w -> IntStream.range(
                                0, 100_000)
                        .mapToObj(id -> "{\"jsonrpc\":\"2.0\",\"id\":" + (1_000_000 + id)
                                + ",\"method\":\"context.env\",\"params\":{\"name\":\"X\"}}")),
                lines(
                        "flood_log",
                        "log 100,000 lines",
                        w -> IntStream.range(0, 100_000)
                                .mapToObj(
                                        i ->
                                                "{\"jsonrpc\":\"2.0\",\"method\":\"log\",\"params\":{\"level\":\"INFO\",\"message\":\"flood\"}}")),
                new Attempt("wire.bad_text", "send bytes that are no UTF-8", w -> {
                    byte[] bytes = new byte[100];
                    Arrays.fill(bytes, (byte) 0xff);
                    bytes[99] = '\n';
                    out(out -> out.write(bytes));
                    return World.TRIED;
                }),
                new Attempt("wire.long_line", "send 64 MiB without an end of line", w -> {
                    byte[] part = "x".repeat(MEBIBYTE).getBytes(StandardCharsets.UTF_8);
                    out(out -> {
                        for (int i = 0; i < 64; i++) {
                            out.write(part);
                        }
                        out.write('\n');
                    });
                    return World.TRIED;
                }),
                new Attempt("wire.close", "close the line", w -> {
                    new FileOutputStream(FileDescriptor.out).close();
                    return w.reached("closed");
                }),
                new Attempt("wire.steal", "read the container's messages itself", w -> {
                    FileInputStream in = new FileInputStream(FileDescriptor.in);
                    return w.reached(in.available());
                }));
    }

    private interface Writes {
        void to(OutputStream out) throws IOException;
    }

    private interface Lines {
        Stream<String> of(World world);
    }

    private static Lines one(String method, String params) {
        return w ->
                Stream.of("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    private static Attempt lines(String name, String tries, Lines lines) {
        return new Attempt("wire." + name, tries, w -> {
            String all = lines.of(w).collect(Collectors.joining("\n", "", "\n"));
            out(out -> out.write(all.getBytes(StandardCharsets.UTF_8)));
            return World.TRIED;
        });
    }

    /** Begins with an end of line, so that what the runtime itself writes stays whole. */
    private static void out(Writes writes) throws IOException {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        out.write('\n');
        writes.to(out);
        out.flush();
    }
}
