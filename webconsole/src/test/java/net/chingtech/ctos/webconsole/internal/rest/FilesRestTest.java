package net.chingtech.ctos.webconsole.internal.rest;

import static net.chingtech.ctos.webconsole.internal.rest.RestTest.assertProblem;
import static net.chingtech.ctos.webconsole.internal.rest.RestTest.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A release that is brought as a file: taken whole or not at all, and never left behind. */
class FilesRestTest {

    private static final String FILES = "/ctos/api/v1/files";
    private static final String BOUNDARY = "----a-boundary'(1)";
    private static final byte[] STATEMENT = "statement".getBytes(StandardCharsets.US_ASCII);

    private TestContainer container;

    @BeforeEach
    void start() throws Exception {
        container = new TestContainer().ready();
    }

    @AfterEach
    void stop() throws Exception {
        try (Stream<Path> left = Files.list(container.uploads)) {
            assertThat(left).as("uploads that were left behind").isEmpty();
        }
        container.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 65_500, 65_536, 3_000_000})
    void jarAndStatement_areTakenByteForByte(int size) throws Exception {
        byte[] jar = treacherous(size);

        JsonNode taken = tree(send(body(part("artifact", jar), part("statement", envelope(jar)))));

        assertThat(taken.path("id").asText()).isEqualTo("org.example.notes");
        assertThat(taken.path("version").asText()).isEqualTo("1.0.0");
        assertThat(taken.path("publisher").asText()).isEqualTo(SampleTrust.HOSTILE);
        assertThat(taken.path("key_id").asText()).isEqualTo(SampleTrust.NEW_KEY);
        assertThat(taken.path("sha256").asText()).isEqualTo(Digests.sha256Hex(jar));
    }

    @Test
    void folderThatCannotBeWritten_isNotCalledAFullDisk() throws Exception {
        Files.delete(container.uploads);
        Files.createFile(container.uploads);
        try {
            byte[] jar = treacherous(10_000);
            assertProblem(send(body(part("artifact", jar), part("statement", envelope(jar)))), 500, "disk_failed");
        } finally {
            Files.delete(container.uploads);
            Files.createDirectory(container.uploads);
        }
    }

    /** The device /dev/full refuses every byte as a full disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDisk_isCalledThat() throws Exception {
        FileSystemException full = catchThrowableOfType(
                FileSystemException.class,
                () -> FilesResource.write(new ByteArrayInputStream(new byte[10]), Path.of("/dev/full")));

        assertThat(FilesResource.notWritten(full).code()).isEqualTo("disk_full");
    }

    @Test
    void statementFirst_isTakenToo() throws Exception {
        byte[] jar = treacherous(10_000);
        tree(send(body(part("statement", envelope(jar)), part("artifact", jar))));
    }

    @Test
    void otherJarThanTheStatements_isRefused() throws Exception {
        assertProblem(
                send(body(part("artifact", new byte[] {1, 2}), part("statement", envelope(new byte[] {1, 3})))),
                422,
                "digest_mismatch");
    }

    @Test
    void statementThatIsNone_isRefused() throws Exception {
        assertProblem(send(body(part("artifact", STATEMENT), part("statement", STATEMENT))), 400, "json_invalid");
        assertProblem(
                send(body(part("artifact", STATEMENT), part("statement", new byte[300 * 1024]))),
                413,
                "statement_too_large");
    }

    @Test
    void otherPartsThanTheTwo_areRefused() throws Exception {
        byte[] jar = {1};
        assertProblem(send(body(part("artifact", jar))), 400, "part_missing");
        assertProblem(send(body(part("statement", envelope(jar)))), 400, "part_missing");
        assertProblem(send(body(part("artifact", jar), part("artifact", jar))), 400, "part_missing");
        assertProblem(
                send(body(part("artifact", jar), part("statement", envelope(jar)), part("more", jar))),
                400,
                "part_missing");
    }

    @Test
    void bodyThatIsCutOff_isMalformed_whereverItEnds() throws Exception {
        byte[] whole = body(part("artifact", new byte[200]), part("statement", envelope(new byte[200])));
        for (int length = 0; length < whole.length - BOUNDARY.length() - 8; length += 37) {
            HttpResponse<String> answer = send(Arrays.copyOf(whole, length));
            assertThat(answer.statusCode()).as("cut off after %d bytes", length).isEqualTo(400);
            assertThat(answer.body()).contains("multipart_malformed");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|415|media_type_unsupported",
                "multipart/form-data|415|media_type_unsupported",
                "multipart/form-data; boundary=|415|media_type_unsupported",
                "multipart/form-data; boundary=other|400|multipart_malformed",
            })
    void otherMediaType_isRefused(String type, int status, String code) throws Exception {
        assertProblem(send(type, body(part("artifact", new byte[1]))), status, code);
    }

    @Test
    void headersWithoutEnd_areMalformed() throws Exception {
        String head = "--" + BOUNDARY + "\r\n";
        assertProblem(send((head + "X: " + "a".repeat(200_000)).getBytes()), 400, "multipart_malformed");
        assertProblem(send((head + "X: a\r\n".repeat(20_000)).getBytes()), 400, "multipart_malformed");
        assertProblem(send((head + "\r\n\r\n").getBytes()), 400, "multipart_malformed");
    }

    @Test
    void tooMuch_isRefusedByItsLength_beforeItIsRead() throws Exception {
        long length = FilesResource.LARGEST_ARTIFACT + 1024 * 1024;
        assertThat(onTheWire("Content-Length: " + length + "\r\n\r\n", 0)).contains("413", "artifact_too_large");
    }

    @Test
    void tooMuchWithoutALength_isRefusedOnTheWay() throws Exception {
        assertThat(onTheWire("Transfer-Encoding: chunked\r\n\r\n", FilesResource.LARGEST_ARTIFACT + 1024 * 1024))
                .contains("413", "artifact_too_large");
    }

    @Test
    void leftoversOfAnotherStart_areDeleted(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("upload-1.jar"), new byte[10]);

        new Uploads(folder);

        assertThat(folder).isEmptyDirectory();
    }

    /** Sends a request by hand, since a client of its own would not begin what it knows to be too long. */
    private String onTheWire(String headers, long bytes) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", container.port())) {
            socket.setSoTimeout(120_000);
            var out = socket.getOutputStream();
            out.write(
                    ("POST " + FILES + " HTTP/1.1\r\nHost: 127.0.0.1:" + container.port() + "\r\nAuthorization: Bearer "
                                    + TestContainer.TOKEN
                                    + "\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=\""
                                    + BOUNDARY + "\"\r\n" + headers)
                            .getBytes(StandardCharsets.US_ASCII));
            if (bytes > 0) {
                byte[] some = new byte[1024 * 1024];
                byte[] first = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"artifact\"\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(first, 0, some, 0, first.length);
                try {
                    for (long sent = 0; sent < bytes; sent += some.length) {
                        out.write((Integer.toHexString(some.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                        out.write(some);
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                        Arrays.fill(some, (byte) 7);
                    }
                } catch (java.io.IOException e) {
                    // The server has answered and reads no more.
                }
            }
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private HttpResponse<String> send(byte[] body) throws Exception {
        return send("multipart/form-data; boundary=\"" + BOUNDARY + "\"", body);
    }

    private HttpResponse<String> send(String type, byte[] body) throws Exception {
        return container.send(container
                .withToken(FILES)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Full of what looks like the beginning of a boundary. */
    private static byte[] treacherous(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        byte[] almost =
                ("\r\n--" + BOUNDARY.substring(0, BOUNDARY.length() - 1) + "]").getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + almost.length < size; at += almost.length + 11) {
            System.arraycopy(almost, 0, bytes, at, almost.length);
        }
        return bytes;
    }

    static byte[] envelope(byte[] jar) {
        ReleaseStatement statement = new ReleaseStatement(
                Samples.NOTES,
                SkillVersion.of("1.0.0"),
                Channel.STABLE,
                Instant.parse("2026-10-01T08:00:00Z"),
                new ReleaseStatement.Artifact(Digests.sha256Hex(jar), jar.length),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                false,
                SampleTrust.HOSTILE,
                SampleTrust.NEW_KEY);
        return new Envelope(
                        Envelope.RELEASE,
                        statement.write(),
                        List.of(new Envelope.Signature(SampleTrust.NEW_KEY, new byte[64], List.of())))
                .write();
    }

    private static byte[] part(String name, byte[] content) throws Exception {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                        + "\"; filename=\"name=.jar\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        part.write(content);
        part.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        return part.toByteArray();
    }

    private static byte[] body(byte[]... parts) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.write(part);
        }
        body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }
}
