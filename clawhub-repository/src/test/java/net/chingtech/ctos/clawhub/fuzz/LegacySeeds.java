package net.chingtech.ctos.clawhub.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.verify.TrustAnchors;
import net.chingtech.ctos.verify.Verifier;
import net.chingtech.ctos.verify.Verifiers;

/** Good inputs, of all shapes that there are on ClawHub. */
final class LegacySeeds {

    static final Verifier VERIFIER = Verifiers.create(TrustAnchors.none(), Clock.systemUTC());

    private LegacySeeds() {}

    static List<byte[]> zips() {
        Map<String, String> files = new TreeMap<>(Map.of(
                "SKILL.md", "---\nname: tool\n---\n# Tool\n",
                "_meta.json", "{\"slug\":\"tool\",\"version\":\"1.0.0\"}",
                "scripts/run.sh", "echo run\n",
                "references/\u8aaa\u660e.md", "# \u8aaa\u660e\n"));
        return List.of(zip(files, ""), zip(files, "tool-1.0.0/"));
    }

    static List<byte[]> texts() {
        return bytes(
                """
                ---
                name: invoice-tools
                description: >
                  Splits and
                  totals invoices.
                version: 1.2.0
                author: {name: "Acme", email: a@example}
                license: MIT
                homepage: https://acme.example/tool
                tags: [Finance, "invoices"]
                entrypoint: scripts/run.sh
                allowed-tools: Bash Read
                metadata:
                  openclaw:
                    emoji: "\uD83E\uDDFE"
                    requires: {bins: [git], anyBins: [jq, yq], optional_bins: [curl], env: [INVOICE_KEY]}
                    primaryEnv: INVOICE_KEY
                    os: [linux, darwin]
                    install: [{id: jq, kind: brew, formula: jq, bins: [jq]}]
                ---
                # Invoice tools
                """,
                "---\r\nname: 'a b'\r\nmetadata: {\"clawdbot\":{\"requires\":{\"bins\":[\"sed\",]},}}\r\n---\r\ntext\r\n",
                "---\nname: x\nmetadata: '{\"openclaw\":{\"setup\":[{\"key\":\"A_KEY\",\"required\":true}]}}'\n---\n",
                "\uFEFF---\nname: &n x\ndescription: *n\nclawdis: {requires: {env: [B_KEY]}}\n---\n\u8aaa\u660e\n",
                "# No head\n");
    }

    static List<byte[]> metas() {
        return bytes(
                "{\"ownerId\":\"u1\",\"slug\":\"tool\",\"version\":\"1.1.0\",\"publishedAt\":1751000000000}",
                "{\"slug\":\"tool\",\"version\":\"1.1.0\",\"source\":\"clawhub\",\"installed_at\":\"2026-01-01T00:00:00\","
                        + "\"owner\":\"acme\"}",
                "{\"owner\":\"acme\",\"slug\":\"tool\",\"displayName\":\"Tool\",\"latest\":{\"version\":\"1.1.0\","
                        + "\"publishedAt\":1751000000000,\"commit\":\"abc\"},\"history\":[]}");
    }

    static List<byte[]> origins() {
        return bytes(
                "{\"version\":1,\"registry\":\"https://hub.example\",\"slug\":\"tool\",\"ownerHandle\":\"acme\","
                        + "\"installedVersion\":\"1.1.0\",\"installedAt\":1751000000000,\"fingerprint\":\""
                        + "a".repeat(64) + "\"}",
                "{\"version\":1,\"registry\":\"http://127.0.0.1:9\",\"slug\":\"tool\",\"installedVersion\":\"1.1.0\","
                        + "\"installedAt\":1751000000000}");
    }

    static Origin origin() {
        return new Origin(
                "clawhub:test",
                "http://127.0.0.1:9",
                "acme",
                "tool",
                "1.1.0",
                Instant.ofEpochMilli(1_751_000_000_000L),
                "Tool",
                "Does it",
                "News",
                List.of());
    }

    /** The digests of all that a reader sees who goes through the ZIP from its first byte. */
    static List<String> streamed(byte[] zip) throws IOException {
        List<String> digests = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                digests.add(Digests.sha256Hex(in.readAllBytes()));
            }
        }
        return digests;
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] zip(Map<String, String> files, String top) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(top + file.getKey());
                entry.setTimeLocal(java.time.LocalDateTime.of(2026, 3, 1, 12, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
