package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.sign.TestSkill;
import net.chingtech.ctos.skillhub.client.internal.RaterSecret;
import net.chingtech.ctos.skillhub.client.internal.SkillHub;
import net.chingtech.ctos.skillhub.client.internal.SkillHubSource;
import net.chingtech.ctos.skillhub.client.internal.lists.SignedLists;
import net.chingtech.ctos.skillhub.client.internal.lists.Words;
import net.chingtech.ctos.verify.VerificationFailed;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container's client rates at a real hub. */
class ContainerRatingTest {

    private static final SkillId HELLO = new SkillId("net.chingtech.hello");

    @TempDir
    Path folder;

    private TestHub hub;
    private final List<SkillHub> clients = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
    }

    @AfterEach
    void close() throws Exception {
        for (SkillHub client : clients) {
            client.close();
        }
        hub.close();
    }

    @Test
    void containers_areDifferentRaters_andEachChangesItsOwn() throws Exception {
        SkillHubSource one = container("one");
        SkillHubSource two = container("two");

        assertThat(one.rate(HELLO, 5)).isEqualTo(new SkillCard.Rating(5, 1));
        assertThat(two.rate(HELLO, 2)).isEqualTo(new SkillCard.Rating(3.5, 2));
        assertThat(one.rate(HELLO, 4)).isEqualTo(new SkillCard.Rating(3, 2));
        // After a restart it is still the same rater.
        assertThat(container("one").rate(HELLO, 2)).isEqualTo(new SkillCard.Rating(2, 2));

        assertThat(one.details(HELLO).page().card().rating()).isEqualTo(new SkillCard.Rating(2, 2));
        assertThat(two.search(SkillQuery.text("hello")).skills().get(0).card().rating())
                .isEqualTo(new SkillCard.Rating(2, 2));
        assertThat(one.rate(HELLO, null)).isEqualTo(new SkillCard.Rating(2, 1));
        assertThat(two.rate(HELLO, null)).isEqualTo(SkillCard.Rating.NONE);
    }

    @Test
    void secret_isRandom_forItsOwnerAlone_andMadeOnlyWhenItIsNeeded() throws Exception {
        SkillHubSource one = container("one");
        one.search(SkillQuery.text("hello"));
        assertThat(secret("one")).doesNotExist();

        one.rate(HELLO, 5);
        container("two").rate(HELLO, 5);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret("one"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(secret("one")))
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(Files.readString(secret("two")));
    }

    @Test
    void secretThatIsDamaged_isNotReplacedInSilence() throws Exception {
        container("one").rate(HELLO, 5);
        Files.writeString(secret("one"), "half");

        assertThat(refused(() -> container("one").rate(HELLO, 1)).code()).isEqualTo("rater_secret_unusable");
        assertThat(Files.readString(secret("one"))).isEqualTo("half");
    }

    @Test
    void refusals_areInOurWords() throws Exception {
        SkillHubSource one = container("one");
        assertThat(refused(() -> one.rate(new SkillId("net.chingtech.nowhere"), 5))
                        .code())
                .isEqualTo("skill_unknown");

        hub.order("/api/v1/skills/" + HELLO + "/versions/1.0.0/yank", "{\"reason\":\"A test\"}");
        assertThat(refused(() -> one.rate(HELLO, 5)).code()).isEqualTo("skill_withdrawn");
    }

    @Test
    void tooManyContainersOfOneNetwork_areToldWhenToComeAgain() throws Exception {
        for (int i = 0; i < 10; i++) {
            container("c" + i).rate(HELLO, 5);
        }

        Problem problem = refused(() -> container("late").rate(HELLO, 5));

        assertThat(problem.code()).isEqualTo("rating_limited");
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.nextStep()).containsPattern("in (5\\d|60|61) minutes");
    }

    @Test
    void nothingOfTheSecret_isInAProblemOrAnOrder() throws Exception {
        SkillHubSource one = container("one");
        one.rate(HELLO, 5);
        String secret = Files.readString(secret("one"));
        hub.close();

        Problem problem = refused(() -> one.rate(HELLO, 1));

        assertThat(problem.code()).isEqualTo("source_unreachable");
        assertThat(problem.toString()).doesNotContain(secret);
        assertThat(new net.chingtech.ctos.http.Order("PUT", secret).toString()).doesNotContain(secret);
        assertThat(Digests.sha256Hex(secret.getBytes(StandardCharsets.US_ASCII)))
                .hasSize(64);
    }

    private SkillHubSource container(String name) {
        SkillHub client = SkillHub.at(new HubAddress("SkillHub", hub.url()), "skillhub:test", "1", () -> false);
        clients.add(client);
        SignedLists lists = new SignedLists(
                new Words("test", hub.url()),
                () -> {
                    throw new VerificationFailed(new Problem(503, "metadata_unreachable", "No lists.", ""));
                },
                Clock.systemUTC());
        return new SkillHubSource(client, lists, Tier.OFFICIAL, Clock.systemUTC(), new RaterSecret(secret(name)));
    }

    private Path secret(String container) {
        return folder.resolve(container).resolve("secrets/rater-test");
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(ProvisioningException.class, call).problem();
    }
}
