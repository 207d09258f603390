package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts find in each sandbox: their interpreter, what belongs to it, and nothing more. */
class ScriptsTest {

    @TempDir
    static Path all;

    private static Cells sandboxes;

    @TempDir
    Path folder;

    private Cell cell;

    @BeforeAll
    static void open() throws Exception {
        sandboxes = new Cells(all.resolve("scratch"));
    }

    @BeforeEach
    void prepare() throws Exception {
        cell = new Cell(folder);
    }

    @AfterAll
    static void close() throws Exception {
        sandboxes.close();
    }

    /** Runs a script that lies in the skill's own folder, with its interpreter and no other program. */
    private Cell.Outcome run(String sandbox, String program, String script, String... words) throws Exception {
        Path file = Programs.find(program).orElse(null);
        assumeTrue(file != null, "this machine has no " + program);
        Files.writeString(cell.data.resolve("script"), script);
        List<String> command = new ArrayList<>(List.of("run", file.toString(), "/skill/data/script"));
        command.addAll(List.of(words));
        return cell.run(sandboxes.get(sandbox), List.of(file), command.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void aShell_hasTheUtilitiesOfItsScripts(String sandbox) throws Exception {
        Cell.Outcome outcome = run(sandbox, "sh", """
                set -e
                export PATH=/usr/bin:/bin
                cd /skill/data
                printf 'pear 3\\napple 5\\nplum 1\\n' | sort | awk '{ print $2, $1 }' >list
                sed -n 's/^5 //p' list | tr a-z A-Z
                grep -c p list; wc -l <list; head -n 1 list | cut -d ' ' -f 2
                mkdir -p in/side && cp list in/side/copy && find in -type f -exec basename {} \\;
                tar -cf - in | tar -tf - | tail -n 1
                gzip -c list | gunzip -c | diff - list && echo same
                printf abc | sha256sum | cut -c 1-8
                seq 3 | xargs -n 1 expr 1 + | paste -s -d , -
                test "$(date -d 2026-01-31 +%F)" = 2026-01-31 && echo dated
                file=$(mktemp) && rm "$file" && echo "$(dirname "$(realpath in/side)")"
                """);

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output().lines())
                .containsExactly(
                        "APPLE",
                        "3",
                        "3",
                        "apple",
                        "copy",
                        "in/side/copy",
                        "same",
                        "ba7816bf",
                        "2,3,4",
                        "dated",
                        "/skill/data/in");
        assertThat(outcome.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void aScriptsFirstLine_findsItsInterpreter_byEitherFolderAndByEnv(String sandbox) throws Exception {
        // From the machine's own memory file system, as the skill's folder may hold nothing that runs.
        String script = """
                cd /tmp
                for line in /bin/sh /usr/bin/sh '/usr/bin/env sh' '/bin/env sh'; do
                    printf '#!%s\\necho "ran by $0"\\n' "$line" >one; chmod +x one; ./one
                done
                command -v bash python3 perl mount chroot curl || echo none
                """;

        Cell.Outcome outcome = run(sandbox, "sh", "PATH=/usr/local/bin:/usr/bin:/bin\n" + script);

        assertThat(outcome.output().lines())
                .as(outcome.errors())
                .containsExactly("ran by ./one", "ran by ./one", "ran by ./one", "ran by ./one", "none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void theUtilities_findNothingOfTheMachine(String sandbox) throws Exception {
        String secret = "secret-" + folder.getFileName();
        Path outside = Files.writeString(folder.resolve("outside"), secret);

        Cell.Outcome outcome = run(
                sandbox, "sh", """
                export PATH=/usr/bin:/bin
                cat "$1"; tar -cf - "$1"; cp "$1" /skill/data/stolen; ln "$1" /skill/data/linked; head "/proc/1/root$1"
                ln -s "$1" /skill/data/link; cat /skill/data/link
                cat /etc/shadow; ls /home /root /var /usr/bin/sudo
                find / -xdev -name "$2" 2>/dev/null; env
                touch /usr/bin/x; rm -f /usr/bin/sh; mkdir /x; dd if=/dev/zero of=/etc/passwd count=1
                mkfifo /dev/pipe; ls -l /usr/bin/sh >/dev/null && echo "still there"
                """, outside.toString(), outside.getFileName().toString());

        assertThat(outcome.output()).doesNotContain(secret).contains("still there");
        assertThat(outcome.output().lines().filter(line -> line.startsWith("/")))
                .isEmpty();
        assertThat(cell.data.resolve("stolen")).doesNotExist();
        assertThat(cell.data.resolve("linked")).doesNotExist();
        assertThat(outcome.output()).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void python_hasItsLibrary_andNoNetwork(String sandbox) throws Exception {
        Cell.Outcome outcome = run(sandbox, "python3", """
                import json, os, re, sqlite3, subprocess, sys, tempfile, urllib.request
                base = sqlite3.connect('/skill/data/base')
                base.execute('create table t(a, b)')
                base.execute('insert into t values (?, ?)', (1, 'two'))
                base.commit()
                child = subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True, text=True)
                try:
                    urllib.request.urlopen('http://192.0.2.1/', timeout=5)
                    network = 'reached'
                except OSError:
                    network = 'denied'
                try:
                    open('/etc/shadow')
                except OSError:
                    network += ' and no file'
                try:
                    subprocess.run('echo shell', shell=True)
                except OSError:
                    network += ' and no shell'
                row = base.execute('select a, b from t').fetchone()
                print(json.dumps({'row': row, 'child': child.stdout.strip(), 'world': network, 'args': sys.argv[1:]}))
                """, "two words");

        assertThat(outcome.output())
                .as(outcome.errors())
                .isEqualTo("{\"row\": [1, \"two\"], \"child\": \"42\", \"world\": \"denied and no file and no shell\","
                        + " \"args\": [\"two words\"]}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void node_hasItsLibrary_andNoNetwork(String sandbox) throws Exception {
        Cell.Outcome outcome = run(sandbox, "node", """
                const fs = require('fs');
                const { createHash } = require('crypto');
                fs.writeFileSync('/skill/data/note', 'abc');
                const hash = createHash('sha256').update(fs.readFileSync('/skill/data/note')).digest('hex');
                let passwords = 'none';
                try { passwords = fs.readFileSync('/etc/shadow', 'utf8'); } catch (e) { passwords = e.code; }
                fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(5000) })
                    .then(() => 'reached', () => 'denied')
                    .then(world => console.log(hash.slice(0, 8), passwords, world, process.argv[2]));
                """, "two words");

        assertThat(outcome.output()).as(outcome.errors()).isEqualTo("ba7816bf ENOENT denied two words\n");
    }
}
