package org.example.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.testing.Calls;
import net.chingtech.ctos.skill.testing.FolderContext;
import net.chingtech.ctos.skill.testing.MemoryData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String SHOP = "https://shop.example/";

    @TempDir
    Path folder;

    private final List<HttpAsk> asked = new ArrayList<>();
    private MemoryData data;
    private Sites sites;

    @BeforeEach
    void tables() throws Exception {
        data = new MemoryData(Files.readString(Path.of("src/main/resources/migrations/1.0.0.sql")));
        sites = new Sites(data);
    }

    @AfterEach
    void close() throws Exception {
        data.close();
    }

    @Test
    void aSite_isRemembered_checkedAndShown() throws Exception {
        add("shop", SHOP);
        assertThat(check(answering(204), "shop"))
                .containsEntry("status", 204L)
                .containsEntry("checked", "2026-03-01T12:00:00Z");
        assertThat(new ListTool(sites).call(Calls.of("watch_list", Map.of())).value())
                .isEqualTo(Map.of(
                        "sites",
                        List.of(Map.of(
                                "name", "shop", "uri", SHOP, "status", 204L, "checked", "2026-03-01T12:00:00Z"))));
    }

    @Test
    void theToken_isSent_whenItWasSet() throws Exception {
        add("shop", SHOP);
        check(answering(200), "shop");
        FolderContext context = context().set(CheckTool.TOKEN, "secret");
        new CheckTool(sites, answering(200), context, NOON).call(Calls.of("watch_check", Map.of("name", "shop")));
        assertThat(asked)
                .extracting(HttpAsk::headers)
                .containsExactly(Map.of(), Map.of("Authorization", "Bearer secret"));
    }

    @Test
    void withoutTheInternet_nothingIsRemembered() throws Exception {
        add("shop", SHOP);
        assertThatThrownBy(() -> check(failing("network_denied"), "shop"))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("network_denied"));
        assertThat(sites.byName("shop").checked()).isNull();
    }

    @Test
    void aSiteThatDoesNotAnswer_isRememberedAsThat() throws Exception {
        add("shop", SHOP);
        check(answering(200), "shop");
        assertThat(check(failing("network_timeout"), "shop"))
                .containsEntry("status", null)
                .containsEntry("failure", "network_timeout");
    }

    @Test
    void whatIsNoAddress_andWhatIsUnknown_isRefused() {
        assertThatThrownBy(() -> add("shop", "file:///etc/passwd"))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("uri_invalid"));
        assertThatThrownBy(() -> check(answering(200), "shop"))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("site_unknown"));
    }

    private void add(String name, String uri) throws ToolException {
        new AddTool(sites).call(Calls.of("watch_add", Map.of("name", name, "uri", uri)));
    }

    private Map<String, Object> check(Http http, String name) throws ToolException {
        return new CheckTool(sites, http, context(), NOON)
                .call(Calls.of("watch_check", Map.of("name", name)))
                .value();
    }

    private FolderContext context() {
        return new FolderContext("org.example.watch", "1.0.0", folder);
    }

    private Http answering(int status) {
        return ask -> {
            asked.add(ask);
            return new HttpReply(status, Map.of(), new byte[0]);
        };
    }

    private static Http failing(String code) {
        return ask -> {
            throw new ToolException(code, "It failed.");
        };
    }
}
