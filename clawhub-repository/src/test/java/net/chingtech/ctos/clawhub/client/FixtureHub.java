package net.chingtech.ctos.clawhub.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;

/**
 * A ClawHub that says what a real one says, by what is known of its interface alone, and whatever a test wants it to say
 * besides. It shares no code with the hub of this repository.
 */
public final class FixtureHub implements AutoCloseable {

    public static final long THEN = 1_750_000_000_000L;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Skill> skills = new CopyOnWriteArrayList<>();
    private final Map<String, String> renamed = new ConcurrentHashMap<>();
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Writes one answer. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** One skill; a test changes what it likes. */
    public static final class Skill {
        public final String owner;
        public final String slug;
        public String name;
        public long createdAt = THEN;
        public long downloads = 42;
        public Map<String, Object> moderation;
        public List<Map<String, Object>> setup = List.of();
        public String latest;
        public String scan = "clean";
        public final Map<String, Map<String, byte[]>> versions = new LinkedHashMap<>();

        Skill(String owner, String slug) {
            this.owner = owner;
            this.slug = slug;
            this.name = slug.replace('-', ' ');
        }

        public Skill version(String version, Map<String, String> files) {
            Map<String, byte[]> bytes = new TreeMap<>();
            files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
            versions.put(version, bytes);
            latest = version;
            return this;
        }

        public Skill version(String version) {
            return version(
                    version,
                    Map.of(
                            "SKILL.md",
                            "---\nname: " + slug + "\ndescription: Does it " + version + "\n---\n# " + name + "\n",
                            "scripts/run.sh",
                            "echo " + version + "\n"));
        }
    }

    public FixtureHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Skill skill(String owner, String slug) {
        Skill skill = new Skill(owner, slug);
        skills.add(skill);
        return skill;
    }

    /** The old slug answers with the new one's skill. */
    public void renamed(String old, String now) {
        renamed.put(old, now);
    }

    /** Says something else on a path, such as {@code /api/v1/download}. */
    public FixtureHub on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public FixtureHub normalOn(String path) {
        answers.remove(path);
        return this;
    }

    public long count(String part) {
        return asked.stream().filter(line -> line.contains(part)).count();
    }

    public static Answer text(int status, String text, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            send(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        };
    }

    public static Answer body(String type, byte[] bytes) {
        return exchange -> send(exchange, 200, type, bytes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().toString());
            String path = exchange.getRequestURI().getPath();
            Answer answer = answers.get(path);
            if (answer != null) {
                answer.to(exchange);
                return;
            }
            String[] parts = path.split("/");
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            switch (parts.length > 3 ? parts[3] : "") {
                case "search" -> search(exchange, query);
                case "download" -> download(exchange, query);
                case "resolve" -> resolve(exchange, query);
                case "skills" -> skills(exchange, parts, query);
                default -> notFound(exchange, "Not found");
            }
        }
    }

    private void search(HttpExchange exchange, Map<String, String> query) throws IOException {
        String q = query.getOrDefault("q", "");
        int limit = Integer.parseInt(query.getOrDefault("limit", "10"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Skill skill : skills) {
            boolean hit = "exact".equals(query.get("mode"))
                    ? skill.slug.equals(q)
                    : !q.isEmpty() && (skill.slug + " " + skill.name).contains(q);
            if (hit && rows.size() < Math.min(limit, 100)) {
                rows.add(map(
                        "score",
                        0.9,
                        "slug",
                        skill.slug,
                        "displayName",
                        skill.name,
                        "summary",
                        "Does " + skill.name,
                        "icon",
                        null,
                        "version",
                        skill.latest,
                        "downloads",
                        skill.downloads,
                        "updatedAt",
                        skill.createdAt + 1,
                        "ownerHandle",
                        skill.owner,
                        "owner",
                        map("handle", skill.owner, "displayName", skill.owner, "image", null)));
            }
        }
        json(exchange, 200, map("results", rows));
    }

    private void skills(HttpExchange exchange, String[] parts, Map<String, String> query) throws IOException {
        if (parts.length == 4) {
            list(exchange, query);
            return;
        }
        String slug = renamed.getOrDefault(parts[4], parts[4]);
        List<Skill> found = found(slug, query.get("ownerHandle"));
        if (found.isEmpty()) {
            notFound(exchange, "Skill not found");
        } else if (found.size() > 1) {
            json(exchange, 409, ambiguous(slug, found));
        } else if (parts.length == 5) {
            json(exchange, 200, detail(found.get(0)));
        } else if (parts[5].equals("versions")) {
            versions(exchange, found.get(0), parts, query);
        } else if (parts[5].equals("file")) {
            byte[] file = found.get(0)
                    .versions
                    .getOrDefault(query.get("version"), Map.of())
                    .get(query.get("path"));
            if (file == null) {
                notFound(exchange, "File not found");
            } else {
                send(exchange, 200, "text/markdown", file);
            }
        } else {
            notFound(exchange, "Not found");
        }
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        int limit = Integer.parseInt(query.getOrDefault("limit", "25"));
        int from = query.containsKey("cursor")
                ? Integer.parseInt(query.get("cursor").substring("at-".length()))
                : 0;
        int to = Math.min(skills.size(), from + limit);
        List<Object> items = new ArrayList<>();
        for (Skill skill : skills.subList(Math.min(from, to), to)) {
            Map<String, Object> item = shown(skill);
            item.put("latestVersion", latest(skill));
            item.put("metadata", null);
            items.add(item);
        }
        json(exchange, 200, map("items", items, "nextCursor", to < skills.size() ? "at-" + to : null));
    }

    private static Map<String, Object> shown(Skill skill) {
        return map(
                "slug",
                skill.slug,
                "displayName",
                skill.name,
                "summary",
                "Does " + skill.name,
                "icon",
                null,
                "description",
                "# " + skill.name,
                "topics",
                List.of("Finance"),
                "tags",
                map("latest", skill.latest),
                "stats",
                map("downloads", skill.downloads, "stars", 3, "versions", skill.versions.size()),
                "createdAt",
                skill.createdAt,
                "updatedAt",
                skill.createdAt + 1);
    }

    private static Map<String, Object> latest(Skill skill) {
        return skill.latest == null
                ? null
                : map("version", skill.latest, "createdAt", skill.createdAt, "changelog", "News", "license", "MIT-0");
    }

    private static Map<String, Object> detail(Skill skill) {
        return map(
                "skill",
                shown(skill),
                "latestVersion",
                latest(skill),
                "metadata",
                map("setup", skill.setup, "os", null, "systems", null),
                "owner",
                map("handle", skill.owner, "userId", "u_1", "displayName", skill.owner, "image", null),
                "moderation",
                skill.moderation);
    }

    private void versions(HttpExchange exchange, Skill skill, String[] parts, Map<String, String> query)
            throws IOException {
        if (parts.length == 6) {
            List<String> newestFirst = new ArrayList<>(skill.versions.keySet());
            Collections.reverse(newestFirst);
            int limit = Math.min(50, Integer.parseInt(query.getOrDefault("limit", "20")));
            int from = query.containsKey("cursor") ? Integer.parseInt(query.get("cursor")) : 0;
            int to = Math.min(newestFirst.size(), from + limit);
            json(
                    exchange,
                    200,
                    map(
                            "items",
                            newestFirst.subList(from, to).stream()
                                    .map(version -> map(
                                            "version",
                                            version,
                                            "createdAt",
                                            THEN,
                                            "changelog",
                                            "News",
                                            "changelogSource",
                                            "user"))
                                    .toList(),
                            "nextCursor",
                            to < newestFirst.size() ? String.valueOf(to) : null));
            return;
        }
        Map<String, byte[]> files = skill.versions.get(parts[6]);
        if (files == null) {
            notFound(exchange, "Version not found");
            return;
        }
        List<Object> lines = new ArrayList<>();
        files.forEach((path, bytes) -> lines.add(
                map("path", path, "size", bytes.length, "sha256", Digests.sha256Hex(bytes), "contentType", null)));
        json(
                exchange,
                200,
                map(
                        "skill",
                        map("slug", skill.slug, "displayName", skill.name),
                        "version",
                        map(
                                "version",
                                parts[6],
                                "createdAt",
                                THEN,
                                "changelog",
                                "News",
                                "changelogSource",
                                "user",
                                "license",
                                "MIT-0",
                                "files",
                                lines,
                                "security",
                                map("status", skill.scan, "hasWarnings", false, "checkedAt", THEN, "model", null))));
    }

    private void download(HttpExchange exchange, Map<String, String> query) throws IOException {
        List<Skill> found = found(query.get("slug"), query.get("ownerHandle"));
        Map<String, byte[]> files = found.size() == 1 ? found.get(0).versions.get(query.get("version")) : null;
        if (files == null) {
            notFound(exchange, found.isEmpty() ? "Skill not found" : "Version not found");
        } else {
            send(exchange, 200, "application/zip", zip(files, found.get(0), query.get("version")));
        }
    }

    private void resolve(HttpExchange exchange, Map<String, String> query) throws IOException {
        List<Skill> found = found(query.get("slug"), query.get("ownerHandle"));
        if (found.size() != 1) {
            send(
                    exchange,
                    found.isEmpty() ? 404 : 409,
                    "text/plain",
                    (found.isEmpty() ? "Skill not found" : "Ambiguous").getBytes(StandardCharsets.UTF_8));
            return;
        }
        String match = fingerprints.get(found.get(0).slug + " " + query.get("hash"));
        json(
                exchange,
                200,
                map(
                        "slug",
                        found.get(0).slug,
                        "match",
                        match == null ? null : map("version", match),
                        "latestVersion",
                        map("version", found.get(0).latest)));
    }

    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    /** The hub knows this fingerprint as that version's. */
    public void knows(String slug, String fingerprint, String version) {
        fingerprints.put(slug + " " + fingerprint, version);
    }

    private List<Skill> found(String slug, String owner) {
        return skills.stream()
                .filter(skill -> skill.slug.equals(slug) && (owner == null || skill.owner.equals(owner)))
                .toList();
    }

    private Map<String, Object> ambiguous(String slug, List<Skill> found) {
        return map(
                "code",
                "AMBIGUOUS_SKILL_SLUG",
                "message",
                "Found multiple skills",
                "slug",
                slug,
                "matches",
                found.stream()
                        .map(skill -> map(
                                "ownerHandle",
                                skill.owner,
                                "slug",
                                slug,
                                "ref",
                                "@" + skill.owner + "/" + slug,
                                "url",
                                url() + "/" + skill.owner))
                        .toList());
    }

    /** As ClawHub gives it out: files at the top, and {@code _meta.json}. */
    public static byte[] zip(Map<String, byte[]> files, Skill skill, String version) throws IOException {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.put(
                "_meta.json",
                ("{\n  \"ownerId\": \"u_1\",\n  \"slug\": \"" + skill.slug + "\",\n  \"version\": \"" + version
                                + "\",\n  \"publishedAt\": " + THEN + "\n}")
                        .getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    public static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Map<String, String> query(String raw) {
        return raw == null
                ? new HashMap<>()
                : java.util.Arrays.stream(raw.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(
                                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void json(HttpExchange exchange, int status, Object value) throws IOException {
        send(exchange, status, "application/json", Json.write(value));
    }

    private static void notFound(HttpExchange exchange, String text) throws IOException {
        send(exchange, 404, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
