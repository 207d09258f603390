package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final Router.Handler all = exchange -> {};
    private final Router.Handler one = exchange -> {};
    private final Router.Handler change = exchange -> {};
    private final Router.Handler file = exchange -> {};
    private final Router router = new Router()
            .get("skills", all)
            .get("skills/{id}", one)
            .post("skills/{id}", change)
            .get("skills/{id}/files/{path...}", file);

    @Test
    void path_findsItsHandler_withItsParts() throws Refusal {
        assertThat(router.find("GET", "skills").handler()).isSameAs(all);
        assertThat(router.find("GET", "skills/a.b")).isEqualTo(new Router.Match(one, Map.of("id", "a.b")));
        assertThat(router.find("POST", "skills/a.b").handler()).isSameAs(change);
        assertThat(router.find("HEAD", "skills").handler()).isSameAs(all);
    }

    @Test
    void lastPart_takesAllThatIsLeft() throws Refusal {
        assertThat(router.find("GET", "skills/a.b/files/screenshots/1.svg").path())
                .containsEntry("path", "screenshots/1.svg");
    }

    @Test
    void parts_areDecodedOneByOne() throws Refusal {
        assertThat(router.find("GET", "skills/a%2Fb+c").path()).containsEntry("id", "a/b+c");
    }

    @Test
    void unknownPath_isNotFound() {
        for (String path : new String[] {"", "moon", "skills/", "skills/a/b", "skills/%zz"}) {
            assertThatThrownBy(() -> router.find("GET", path))
                    .isInstanceOfSatisfying(
                            Refusal.class, e -> assertThat(e.problem().status()).isEqualTo(404));
        }
    }

    @Test
    void otherMethod_isRefused_withThoseThatFit() {
        assertThatThrownBy(() -> router.find("DELETE", "skills/a.b")).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.problem().status()).isEqualTo(405);
            assertThat(e.headers()).containsEntry("Allow", "GET, POST");
        });
    }
}
