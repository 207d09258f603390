package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SearchPage.Found;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub and a ClawHub with some hundred skills as one catalogue: page after page shows each skill once. */
@Timeout(900)
class LargeCatalogueTest {

    private static final int SIGNED = 60;
    private static final int LEGACY = 300;
    private static final int MAPPED = 40;
    /** So that what follows stands on other pages of its source than what it follows. */
    private static final int APART = 7;

    private static final int PER_PAGE = 20;

    @TempDir
    Path folder;

    private static SkillId signed(int number) {
        return new SkillId("net.chingtech.tool" + number);
    }

    private static SkillId legacy(int number) {
        return new SkillId("clawhub.acme.tool" + number);
    }

    private Rig rig() {
        Rig rig = new Rig(folder);
        FakeSource claw = new FakeSource("clawhub:main");
        rig.sources.add(claw);
        for (int i = 0; i < SIGNED; i++) {
            rig.publish(skill(signed(i), "1.0.0"));
        }
        for (int i = 0; i < LEGACY; i++) {
            claw.add(TestLegacy.release(
                    skill(legacy(i), "1.0.0"), folder.resolve(i + ".jar"), claw.id(), "@acme/tool" + i));
        }
        rig.hub.map = new SkillMap(
                1,
                TestPublisher.NOW,
                IntStream.range(0, MAPPED)
                        .mapToObj(i ->
                                new SkillMap.Mapping(legacy(i * APART), VersionRange.ANY, signed(i), null, null, null))
                        .toList());
        return rig;
    }

    @Test
    void leafingThrough_showsEachSkillOnce_andWhatFollowsAnotherInItsPlace() {
        Rig rig = rig();
        List<Found> seen = new ArrayList<>();
        SearchPage page;
        int number = 0;
        do {
            page = rig.parts.agent.search(new SkillQuery("", null, null, null, null, null, ++number, PER_PAGE));
            assertThat(page.failed()).isEmpty();
            seen.addAll(page.skills());
        } while (page.total() > (long) number * PER_PAGE);

        List<SkillId> ids = seen.stream().map(found -> found.card().id()).toList();
        assertThat(ids).doesNotHaveDuplicates();
        // What is followed by another stands in the entry of that, or nowhere when that was on a page before.
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                IntStream.range(0, SIGNED).mapToObj(LargeCatalogueTest::signed),
                                IntStream.range(0, LEGACY)
                                        .filter(i -> i % APART != 0 || i >= MAPPED * APART)
                                        .mapToObj(LargeCatalogueTest::legacy))
                        .toList());
        assertThat(page.total()).isEqualTo(seen.size());
    }
}
