package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.runtime.AuditLog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this container thinks of skills: told to their own hub, and remembered. */
class RatingTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.hub.rated = new CopyOnWriteArrayList<>();
        rig.publish(skill(CRM, "1.0.0"));
        rig.install(CRM, null);
    }

    @Test
    void rating_goesToTheHubOfTheSkill_isRemembered_andWrittenDown() throws Exception {
        assertThat(rig.parts.agent.rating(CRM)).isEmpty();

        SkillRating answer = rig.parts.agent.rate(CRM, 4, "admin");

        assertThat(answer).isEqualTo(new SkillRating(CRM, 4, new SkillCard.Rating(4, 1)));
        assertThat(rig.hub.rated).containsExactly(CRM + " 4");
        rig.restart();
        assertThat(rig.parts.agent.rating(CRM)).hasValue(4);
        AuditLog.Entry noted = rig.audit.entries.get(rig.audit.entries.size() - 1);
        assertThat(noted.action()).isEqualTo("skill_rated");
        assertThat(noted.actor()).isEqualTo("admin");
        assertThat(noted.subject()).isEqualTo(CRM + "@1.0.0");
        assertThat(noted.details()).isEqualTo(Map.of("source", "skillhub:test", "stars", "4"));
    }

    @Test
    void ratingIsTakenBack() throws Exception {
        rig.parts.agent.rate(CRM, 4, "admin");

        assertThat(rig.parts.agent.rate(CRM, null, "admin"))
                .isEqualTo(new SkillRating(CRM, null, SkillCard.Rating.NONE));

        assertThat(rig.parts.agent.rating(CRM)).isEmpty();
        assertThat(rig.restart().parts.agent.rating(CRM)).isEmpty();
        assertThat(rig.audit.actions()).contains("skill_rating_taken_back");
    }

    @Test
    void sameRatingAgain_isToldAgain_butNotWrittenDown() throws Exception {
        rig.parts.agent.rate(CRM, 4, "admin");
        rig.parts.agent.rate(CRM, 4, "admin");

        assertThat(rig.hub.rated).hasSize(2);
        assertThat(rig.audit.actions()).containsOnlyOnce("skill_rated");
    }

    @Test
    void whatIsNotInstalled_isNotRated() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));

        assertThat(refused(() -> rig.parts.agent.rate(ACCOUNTING, 5, "admin")).code())
                .isEqualTo("not_installed");
        assertThat(rig.hub.rated).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, -1, Integer.MAX_VALUE})
    void starsThatAreNone_goNowhere(int stars) {
        assertThat(refused(() -> rig.parts.agent.rate(CRM, stars, "admin")).code())
                .isEqualTo("stars_invalid");
        assertThat(rig.hub.rated).isEmpty();
    }

    @Test
    void sourceWithoutRatings_saysSo_andNothingIsRemembered() throws Exception {
        rig.hub.rated = null;

        assertThat(refused(() -> rig.parts.agent.rate(CRM, 5, "admin")).code()).isEqualTo("rating_not_supported");
        assertThat(rig.parts.agent.rating(CRM)).isEmpty();
        assertThat(rig.audit.actions()).doesNotContain("skill_rated");
    }

    @Test
    void hubThatIsDown_keepsWhatWasGivenBefore() throws Exception {
        rig.parts.agent.rate(CRM, 4, "admin");
        rig.hub.down = true;

        assertThat(refused(() -> rig.parts.agent.rate(CRM, 1, "admin")).code()).isEqualTo("source_unreachable");
        assertThat(rig.parts.agent.rating(CRM)).hasValue(4);
    }

    @Test
    void hubThatIsGone_isNamed() {
        rig.sources.clear();

        assertThat(refused(() -> rig.parts.agent.rate(CRM, 1, "admin")).detail())
                .contains("skillhub:test", "not connected");
    }

    @Test
    void damagedMemory_isKeptAside_andNeedsOnlyAnotherRating() throws Exception {
        rig.parts.agent.rate(CRM, 4, "admin");
        Path file = rig.home.registry().resolveSibling("ratings.json");
        Files.writeString(file, "{\"format\":1,\"ratings\":{\"" + CRM + "\":");
        rig.restart();

        assertThat(rig.parts.agent.rating(CRM)).isEmpty();
        rig.parts.agent.rate(CRM, 3, "admin");
        assertThat(rig.restart().parts.agent.rating(CRM)).hasValue(3);
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(ProvisioningException.class, call).problem();
    }
}
