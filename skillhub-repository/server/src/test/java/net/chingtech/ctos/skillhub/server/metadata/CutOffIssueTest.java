package net.chingtech.ctos.skillhub.server.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.skillhub.server.store.H2Store;
import net.chingtech.ctos.skillhub.server.store.Notices;
import net.chingtech.ctos.skillhub.server.store.SignedLists;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An issue of the lists that ends anywhere in its middle, as when the process is killed there. */
class CutOffIssueTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private final OnlineKeys keys = new OnlineKeys(SigningKey.generate(), SigningKey.generate(), SigningKey.generate());
    private final Map<String, String> seen = new HashMap<>();
    private H2Store store;
    private ListFiles files;

    @BeforeEach
    void open() throws Exception {
        store = H2Store.open(folder.resolve("db"), Clock.fixed(NOW, ZoneOffset.UTC));
        files = new ListFiles(Files.createDirectories(folder.resolve("metadata")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reserve", "targetFiles", "issued"})
    void versionOfACutOffIssue_neverHasAnotherContent(String where) throws Exception {
        lists(store.lists()).follow(keys, NOW);
        remember();
        // Something is due, and the process ends in or after this step.
        Instant later = NOW.plus(Duration.ofDays(6));
        assertThatThrownBy(() -> lists(endingAt(where)).follow(keys, later)).isInstanceOf(StoreFailed.class);
        remember();
        assertThat(store.lists().lastIssue().complete()).isFalse();

        Lists next = lists(store.lists());
        next.inspect(later.plusSeconds(60));
        next.follow(keys, later.plusSeconds(60));
        remember();
        assertThat(store.lists().lastIssue().complete()).isTrue();
        JsonNode timestamp = Json.readTree(files.read(Lists.TIMESTAMP)).path("signed");
        assertThat(timestamp.path("version").asLong()).isEqualTo(3);
        assertThat(timestamp.at("/meta/snapshot.json/version").asLong()).isEqualTo(3);
    }

    private Lists lists(SignedLists signedLists) {
        Notices notices = store.notices();
        return new Lists(signedLists, new TargetFiles(signedLists, notices, store.maps(), files), files);
    }

    /** The real one, but this step is the last: not done any more when it is the note that all is out. */
    private SignedLists endingAt(String step) {
        SignedLists real = store.lists();
        return (SignedLists) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SignedLists.class}, (proxy, method, arguments) -> {
                    try {
                        boolean last = method.getName().equals(step);
                        Object result = last && step.equals("issued") ? null : method.invoke(real, arguments);
                        if (last) {
                            throw new StoreFailed("killed at " + step, null);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void remember() throws Exception {
        for (String path : files.all()) {
            byte[] content = files.read(path);
            JsonNode signed = Json.readTree(content).path("signed");
            if (signed.isObject()) {
                String version = signed.path("_type").asText() + " " + signed.path("version");
                String digest = Digests.sha256Hex(content);
                assertThat(seen.getOrDefault(version, digest)).as(version).isEqualTo(digest);
                seen.put(version, digest);
            }
        }
    }
}
