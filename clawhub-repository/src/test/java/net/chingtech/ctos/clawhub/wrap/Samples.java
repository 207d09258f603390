package net.chingtech.ctos.clawhub.wrap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Harmless skills of the shapes that there are on ClawHub. */
final class Samples {

    static final String TEXT = """
            ---
            name: invoice-tools
            description: Splits and totals invoices.
            license: MIT
            tags: [Finance, invoices]
            metadata: {"openclaw":{"emoji":"🧾","requires":{"bins":["sed"],"optional_bins":["jq"],"env":["INVOICE_API_KEY"]},
              "primaryEnv":"INVOICE_API_KEY","install":[{"id":"jq","kind":"brew","formula":"jq","bins":["jq"]}]}}
            ---
            # Invoice Tools

            Call `scripts/total.sh` with the amounts.
            """;

    private final Map<String, byte[]> files = new TreeMap<>();

    /** A small skill with a shell script and a Python script. */
    static Samples typical() {
        return new Samples()
                .with("SKILL.md", TEXT)
                .with(
                        "_meta.json",
                        "{\"ownerId\":\"u1\",\"slug\":\"invoice-tools\",\"version\":\"1.1.0\",\"publishedAt\":1}")
                .with("scripts/total.sh", "#!/usr/bin/env bash\nset -e\nread -r line\necho \"$line $*\" | tr a-z A-Z\n")
                .with("scripts/split.py", "import sys\nfrom _amounts import split\nprint(split(sys.argv[1]))\n")
                .with("scripts/_amounts.py", "def split(text):\n    return text.split(',')\n")
                .with("references/notes.md", "# Notes\n");
    }

    Samples with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Samples with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    Samples without(String path) {
        files.remove(path);
        return this;
    }

    LegacyFolder folder() throws ProvisioningException {
        return LegacyFolder.of(files);
    }

    Map<String, byte[]> files() {
        return files;
    }

    static Origin origin() {
        return new Origin(
                "clawhub:test",
                "http://127.0.0.1:9",
                "acme",
                "invoice-tools",
                "1.1.0",
                Instant.ofEpochMilli(1_751_000_000_000L),
                "Invoice Tools",
                "Split and total invoices",
                "Fix totals",
                List.of());
    }
}
