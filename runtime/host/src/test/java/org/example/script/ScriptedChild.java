package org.example.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A child that speaks the container's language as badly as it is told: at its start by the file {@code script} in its data
 * folder, in a call by the input {@code do}. It knows as much of JSON as it needs.
 */
public final class ScriptedChild {

    private static final PrintStream OUT = System.out;
    private static final Map<String, BlockingQueue<String>> ANSWERS = new ConcurrentHashMap<>();
    private static final List<byte[]> KEPT = new ArrayList<>();
    private static String grants = "";
    private static String rights = "";
    private static volatile Path data;
    private static long asked;

    private ScriptedChild() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String message = line;
            if (!message.contains("\"method\"")) {
                ANSWERS.computeIfAbsent(field(message, "id"), id -> new LinkedBlockingQueue<>())
                        .add(message);
            } else if (message.contains("\"do\":\"deaf\"")) {
                sleep(600_000);
            } else {
                Thread thread = new Thread(() -> hear(message));
                thread.setDaemon(true);
                thread.start();
            }
        }
        // The container is gone.
        System.exit(0);
    }

    private static void hear(String message) {
        String id = field(message, "id");
        switch (field(message, "method")) {
            case "start" -> start(id, message);
            case "call" -> call(id, message);
            case "health" -> health(id);
            case "grants" -> {
                grants = message;
                answer(id, "null");
            }
            case "stop" -> {
                if (!grants.contains("env:STAY")) {
                    answer(id, "null");
                    System.exit(0);
                }
            }
            case "cancel" -> System.err.println("cancelled " + field(message, "request"));
            default -> System.err.println("heard " + message);
        }
    }

    private static void start(String id, String message) {
        grants = message;
        rights = message;
        data = Path.of(field(message, "data_folder"));
        String script = "ok";
        try {
            Files.writeString(
                    data.resolve("starts"),
                    "x",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
            if (Files.exists(data.resolve("script"))) {
                script = Files.readString(data.resolve("script"));
            }
        } catch (IOException e) {
            System.err.println("no data folder: " + e);
        }
        System.err.println("starting " + script);
        String tool =
                "{\"name\":\"do\",\"description\":\"Does it\",\"input_schema\":\"{\\\"type\\\":\\\"object\\\"}\"}";
        String health = ",\"health\":{\"status\":\"ok\",\"lines\":[]}}";
        switch (script) {
            case "ok" -> answer(id, "{\"tools\":[" + tool + "]" + health);
            case "die" -> Runtime.getRuntime().halt(7);
            case "silent" -> sleep(600_000);
            case "nonsense" -> write("Hello!");
            case "refuse" -> error(id, "skill_threw", "its constructor threw");
            case "lie" -> error(id, "sandbox_missing", "buy me another one");
            case "no_tools" -> answer(id, "{\"tools\":[]" + health);
            case "bad_name" -> answer(id, "{\"tools\":[" + tool.replace("\"do\"", "\"Do It\"") + "]" + health);
            case "bad_schema" -> answer(id, "{\"tools\":[" + tool.replace("object", "what") + "]" + health);
            case "two_tools" -> answer(id, "{\"tools\":[" + tool + "," + tool + "]" + health);
            case "unhealthy" -> answer(id, "{\"tools\":[" + tool + "]" + health.replace("ok", "critical"));
            case "no_answer" -> answer(id, "17");
            default -> throw new IllegalStateException(script);
        }
    }

    /** With {@code env:OTHER} granted it hears the question, and says nothing. */
    private static void health(String id) {
        System.err.println("asked how it is");
        if (!grants.contains("env:OTHER")) {
            answer(id, "{\"status\":\"warn\",\"lines\":[\"so so\"]}");
        }
    }

    private static void call(String id, String message) {
        String what = field(message, "do");
        switch (what) {
            case "echo" -> value(id, field(message, "text"));
            case "pid" -> value(id, String.valueOf(ProcessHandle.current().pid()));
            case "grants" -> value(id, grants.replaceAll("[^a-z:_A-Z/.]", " "));
            case "rights" -> value(id, rights.replaceAll("[^a-z:_A-Z/.]", " "));
            case "halt" -> Runtime.getRuntime().halt(7);
            case "hang", "deaf" -> sleep(600_000);
            case "slow" -> {
                sleep(Long.parseLong(field(message, "text")));
                value(id, "at last");
            }
            case "gated" -> {
                while (!Files.exists(data.resolve("gate"))) {
                    sleep(10);
                }
                value(id, "at last");
            }
            case "oom" -> {
                while (true) {
                    KEPT.add(new byte[1024 * 1024]);
                }
            }
            case "nonsense" -> write("{\"jsonrpc\":");
            case "twice" -> {
                value(id, "once");
                value(id, "twice");
            }
            case "unasked" -> value("987654", "nobody asked");
            case "stopping" -> error(id, "skill_stopping", "it stops");
            case "own_code" -> error(id, "invoice_unknown", "No such invoice.");
            case "odd_code" -> error(id, "Bad Code!", "x");
            case "not_plain" -> answer(id, "{\"value\":[]}");
            case "flood_out" -> {
                while (true) {
                    write("{\"jsonrpc\":\"2.0\",\"method\":\"log\",\"params\":{\"level\":\"INFO\",\"message\":\""
                            + "x".repeat(10_000) + "\"}}");
                }
            }
            case "flood_err" -> {
                while (true) {
                    System.err.println("e".repeat(1000));
                }
            }
            case "log" -> {
                write(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"log\",\"params\":{\"level\":\"WARNING\",\"message\":\"hear me\"}}");
                value(id, "told");
            }
            case "ask" ->
                value(
                        id,
                        ask(field(message, "method_"), parameters(message, id)).replaceAll("[^a-z_A-Z0-9 .$-]", " "));
            default -> throw new IllegalStateException(what);
        }
    }

    private static String parameters(String message, String id) {
        return field(message, "parameters").replace('\'', '"').replace("CALL", id);
    }

    private static String ask(String method, String parameters) {
        String id;
        synchronized (OUT) {
            id = String.valueOf(++asked);
        }
        BlockingQueue<String> queue = ANSWERS.computeIfAbsent(id, i -> new LinkedBlockingQueue<>());
        write("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}");
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void value(String id, String text) {
        answer(id, "{\"value\":{\"text\":\"" + text + "\"}}");
    }

    private static void answer(String id, String result) {
        write("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
    }

    private static void error(String id, String code, String message) {
        write("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-32000,\"message\":\"" + message
                + "\",\"data\":{\"code\":\"" + code + "\",\"lines\":[]}}}");
    }

    private static void write(String line) {
        synchronized (OUT) {
            OUT.print(line + "\n");
            OUT.flush();
        }
    }

    /** The text or the number behind the first such name. */
    private static String field(String message, String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|(-?\\d+))").matcher(message);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
