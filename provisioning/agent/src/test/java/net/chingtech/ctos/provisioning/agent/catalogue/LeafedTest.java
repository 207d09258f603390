package net.chingtech.ctos.provisioning.agent.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import org.junit.jupiter.api.Test;

class LeafedTest {

    private static final int PER_PAGE = 20;

    private long now;
    private final Leafed leafed = new Leafed(() -> now);
    private final List<Integer> asked = new ArrayList<>();

    /** Has a hundred pages. */
    private final SkillSource source = (SkillSource) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {SkillSource.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("id")) {
                    return "hub";
                }
                SkillQuery query = (SkillQuery) arguments[0];
                asked.add(query.page());
                return new SearchPage(
                        Collections.nCopies(PER_PAGE, null), query.page(), PER_PAGE, 100L * PER_PAGE, List.of());
            });

    private List<Integer> askedFor(int page) throws ProvisioningException {
        asked.clear();
        assertThat(leafed.upTo(source, new SkillQuery("", null, null, null, null, null, page, PER_PAGE)))
                .hasSize(page);
        return List.copyOf(asked);
    }

    @Test
    void whoLeafsSlowly_hasNoPageAskedForTwice() throws Exception {
        for (int page = 1; page <= 10; page++) {
            assertThat(askedFor(page)).containsExactly(page);
            now += Leafed.KEPT.minusSeconds(1).toNanos();
        }
        assertThat(askedFor(3)).isEmpty();
    }

    @Test
    void whatNobodyLeafs_isForgotten() throws Exception {
        askedFor(2);
        now += Leafed.KEPT.toNanos();

        assertThat(askedFor(3)).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsLeafedAllTheTime_isAskedForAnewAfterAnHour() throws Exception {
        askedFor(2);
        for (Duration since = Duration.ZERO; since.compareTo(Leafed.LONGEST) < 0; since = since.plusMinutes(4)) {
            assertThat(askedFor(2)).isEmpty();
            now += Duration.ofMinutes(4).toNanos();
        }

        assertThat(askedFor(2)).containsExactly(1, 2);
    }

    @Test
    void firstPage_isAlwaysFresh() throws Exception {
        askedFor(3);

        assertThat(askedFor(1)).containsExactly(1);
        assertThat(askedFor(3)).containsExactly(2, 3);
    }
}
