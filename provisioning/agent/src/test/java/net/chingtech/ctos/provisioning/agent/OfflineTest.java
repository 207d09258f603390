package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.UpdateCheck;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator wants the hubs left alone: none is asked, and what needs none goes on. */
class OfflineTest {

    /** What is answered from memory. */
    private static final Set<String> ASKS_NOTHING = Set.of("id", "isHub", "status", "toString", "hashCode", "equals");

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Rig rig;

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.sources.set(0, watched(rig.hub));
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(skill(ACCOUNTING, "1.2.0"));
        rig.install(CRM, null);
        rig.publish(skill(CRM, "2.1.0"));
    }

    private void goOffline() {
        rig.offline = true;
        asked.clear();
    }

    @Test
    void noHubIsAsked_whateverIsWanted_andEachRefusalSaysHowToGoOn() {
        goOffline();

        rig.parts.agent.search(SkillQuery.text(""));
        rig.parts.agent.checkForUpdates();
        rig.parts.poll.poll();
        rig.parts.agent.migration();
        Problem refusal = refused(() -> rig.parts.agent.plan(new Change.Install(ACCOUNTING, null)));
        assertThat(refusal.code()).isEqualTo("offline");
        assertThat(refusal.nextStep()).contains("./ctos hub offline off");
        assertThat(refused(() -> rig.parts.agent.plan(new Change.Update(CRM, null)))
                        .code())
                .isEqualTo("offline");
        assertThat(refused(() -> rig.parts.agent.details(ACCOUNTING)).code()).isEqualTo("offline");

        assertThat(asked).isEmpty();
        rig.offline = false;
        rig.parts.agent.search(SkillQuery.text(""));
        assertThat(asked).contains("search");
    }

    @Test
    void search_findsWhatIsInstalled_andSaysWhyThereIsNoMore() throws Exception {
        String version = rig.parts.agent.installed(CRM).version().toString();
        goOffline();

        SearchPage found = rig.parts.agent.search(SkillQuery.text("cRm"));
        assertThat(found.total()).isEqualTo(1);
        assertThat(found.skills()).singleElement().satisfies(one -> {
            assertThat(one.card().id()).isEqualTo(CRM);
            assertThat(one.installed()).isEqualTo(version);
        });
        assertThat(found.failed())
                .singleElement()
                .satisfies(one -> assertThat(one.problem().code()).isEqualTo("offline"));
        assertThat(rig.parts.agent.search(SkillQuery.text("accounting")).skills())
                .isEmpty();
        assertThat(rig.parts.agent.details(CRM).page().card().name()).isEqualTo("Crm");
    }

    @Test
    void whatIsInstalled_comesInTheOrderThatIsAskedFor() throws Exception {
        rig.install(ACCOUNTING, null);
        SkillId old = new SkillId("net.chingtech.antique");
        Clock before = Clock.offset(TestPublisher.CLOCK, Duration.ofHours(-1));
        rig.hub.add(new ReleaseSigner(rig.official.key(), List.of(rig.official.certificate()), before)
                .sign(skill(old, "1.0.0").jar(folder.resolve("old.jar")), folder.resolve("old-signed.jar")));
        rig.install(old, null);
        goOffline();

        assertThat(names(SkillQuery.Sort.NAME)).containsExactly("Accounting", "Antique", "Crm");
        assertThat(names(SkillQuery.Sort.NEWEST)).containsExactly("Accounting", "Crm", "Antique");
        assertThat(names(SkillQuery.Sort.RATING)).containsExactly("Accounting", "Antique", "Crm");
    }

    private List<String> names(SkillQuery.Sort sort) {
        return rig.parts.agent.search(new SkillQuery("", null, null, null, null, sort, 1, 20)).skills().stream()
                .map(one -> one.card().name())
                .toList();
    }

    @Test
    void updatesThatAreKnown_areNotForgotten() {
        UpdateCheck before = rig.parts.agent.checkForUpdates();
        assertThat(before.updates()).hasSize(1);
        goOffline();

        UpdateCheck now = rig.parts.agent.checkForUpdates();
        assertThat(now.updates()).isEqualTo(before.updates());
        assertThat(now.at()).isEqualTo(before.at());
        assertThat(now.failed()).hasSize(1);
    }

    @Test
    void updatesOfAHubThatDoesNotAnswer_areNotForgotten_norThatItWasAsked() {
        UpdateCheck before = rig.parts.agent.checkForUpdates();
        rig.hub.down = true;

        UpdateCheck now = rig.parts.agent.checkForUpdates();
        assertThat(now.updates()).isEqualTo(before.updates()).hasSize(1);
        assertThat(now.at()).isEqualTo(before.at());
        assertThat(now.failed()).hasSize(1);
        assertThat(rig.parts.agent.lastUpdateCheck().updates()).hasSize(1);
    }

    @Test
    void picturesOfWhatIsInstalled_areHereAllTheSame_andNothingElse() throws Exception {
        rig.publish(skill(ACCOUNTING, "1.3.0").file("icon.svg", "<svg/>").file("notes.txt", "inner"));
        rig.install(ACCOUNTING, null);
        SkillVersion installed = rig.parts.agent.installed(ACCOUNTING).version();
        goOffline();

        assertThat(rig.parts.agent.file(ACCOUNTING, installed, "icon.svg").orElseThrow())
                .satisfies(picture -> {
                    assertThat(picture.mediaType()).isEqualTo("image/svg+xml");
                    assertThat(picture.content()).asString().isEqualTo("<svg/>");
                });
        for (String none : List.of("banner.svg", "notes.txt", "manifest.json", "../icon.svg", "")) {
            assertThat(rig.parts.agent.file(ACCOUNTING, installed, none))
                    .as(none)
                    .isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void file_isInstalledAllTheSame() throws Exception {
        SignedRelease signed = rig.publish(skill(ACCOUNTING, "1.3.0"));
        goOffline();

        rig.parts.agent.take(signed.jar(), signed.envelope());
        rig.succeed(new Change.Install(ACCOUNTING, null, null, Change.DISK));

        assertThat(rig.answering()).contains("net.chingtech.accounting@1.3.0");
        assertThat(asked).isEmpty();
    }

    private SkillSource watched(FakeSource hub) {
        return (SkillSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SkillSource.class}, (proxy, method, arguments) -> {
                    if (!ASKS_NOTHING.contains(method.getName())) {
                        asked.add(method.getName());
                    }
                    try {
                        return method.invoke(hub, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
