package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static net.chingtech.ctos.skillhub.client.internal.Samples.listed;
import static net.chingtech.ctos.skillhub.client.internal.Samples.revoked;
import static net.chingtech.ctos.skillhub.client.internal.Samples.yanked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hub shows, and what of it is taken: only what its signed lists have, byte for byte. */
class ListedReleasesTest {

    private static final String PAGE = "/api/v1/skills/org.example.notes";

    private final Clockwork clockwork = new Clockwork();

    @TempDir
    Path folder;

    private TestHub server;
    private SigningHub signer;
    private SkillHub hub;
    private SkillHubSource source;

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        signer = new SigningHub(server, clockwork);
        hub = clockwork.hubAt(server.url());
        source = new SkillHubSource(
                hub, signer.lists(hub, folder), Tier.VERIFIED, clockwork, new RaterSecret(folder.resolve("rater")));
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    /** The hub's REST shows this version. */
    private ReleaseInfo show(String version) {
        ReleaseInfo info = Samples.info(version, Channel.STABLE, null);
        show(version, info);
        return info;
    }

    private void show(String version, ReleaseInfo info) {
        server.json(PAGE + "/versions/" + version, info);
    }

    private void list(ListedRelease... releases) {
        signer.list(new ListedSkill(NOTES, List.of(releases)));
    }

    private List<Release> releases(String range) throws Exception {
        return source.releases(NOTES, VersionRange.parse(range), Channel.STABLE);
    }

    private List<String> versions(String range) throws Exception {
        return releases(range).stream()
                .map(release -> release.claim().version().toString())
                .toList();
    }

    private Problem refusal(String range) {
        return catchThrowableOfType(ProvisioningException.class, () -> releases(range))
                .problem();
    }

    @Test
    void releaseThatIsShownButNotListed_isNotOffered() throws Exception {
        list(listed(show("1.0.0")));
        show("1.1.0");

        assertThat(versions("*")).containsExactly("1.0.0");
        assertThat(refusal("=1.1.0").code()).isEqualTo("release_not_listed");
        assertThat(refusal("=1.1.0").detail()).contains("1.1.0").contains("signed lists");
        assertThat(refusal("=9.9.9").code()).isEqualTo("version_unknown");
    }

    @Test
    void skillThatIsShownButNotListed_isUnknown_andRefusedWhenOneVersionIsAskedFor() {
        show("1.0.0");

        assertThat(refusal("*").code()).isEqualTo("skill_unknown");
        assertThat(refusal("=1.0.0").code()).isEqualTo("release_not_listed");
    }

    @Test
    void statementThatWasSwapped_isLeftOut_andNamedWhenItWasAskedForOrIsTheOnlyOne() throws Exception {
        ListedRelease swapped = listed(show("1.1.0"));
        list(swapped, listed(show("1.0.0")));
        var another = new net.chingtech.ctos.format.ReleaseStatement.Artifact("cd".repeat(32), 77);
        show("1.1.0", Samples.info("1.1.0", Channel.STABLE, null, another));

        assertThat(versions("*")).containsExactly("1.0.0");
        assertThat(refusal("=1.1.0").code()).isEqualTo("release_not_listed");
        assertThat(refusal("=1.1.0").detail()).contains("its statement is another");
        assertThat(refusal(">=1.1.0").code()).isEqualTo("release_not_listed");
    }

    @Test
    void statementOfAnotherVersion_orNone_isLeftOut() throws Exception {
        list(listed(show("1.3.0")), listed(show("1.2.0")), listed(show("1.1.0")), listed(show("1.0.0")));
        show("1.3.0", Samples.info("1.0.0", Channel.STABLE, null));
        server.json(PAGE + "/versions/1.2.0", "{\"statement\":{}}");
        server.on(PAGE + "/versions/1.1.0", TestHub.status(404));

        assertThat(versions("*")).containsExactly("1.0.0");
    }

    @Test
    void releaseWithoutAManifest_isLeftOut() throws Exception {
        ReleaseInfo info = show("1.1.0");
        list(listed(info), listed(show("1.0.0")));
        server.json(PAGE + "/versions/1.1.0", java.util.Map.of("statement", info.statement()));

        assertThat(versions("*")).containsExactly("1.0.0");
    }

    @Test
    void reasonOfARevocation_isAPieceOfOneLine_whateverTheHubMakesOfIt() throws Exception {
        ReleaseInfo info = show("1.0.0");
        list(revoked(listed(info), "Bad.\n\u001b[2JAll is well. " + "x".repeat(100_000)));

        Revoked shown = releases("=1.0.0").get(0).listing().revoked();
        assertThat(shown.reason()).startsWith("Bad. \\u001b[2JAll is well. xxx").hasSize(501);
        var ref = new Standing.Ref(NOTES, SkillVersion.of("1.0.0"), info.sha256());
        assertThat(source.standing(List.of(ref))
                        .orElseThrow()
                        .releases()
                        .get(ref)
                        .revoked())
                .isEqualTo(shown);
    }

    @Test
    void artifactThatIsNotTheListedOne_isLeftOut() {
        ListedRelease right = listed(show("1.0.0"));
        list(new ListedRelease(
                right.version(),
                right.channel(),
                right.statement(),
                new net.chingtech.ctos.format.listing.FileDigest("cd".repeat(32), 77),
                right.listedAt(),
                false,
                false,
                null));

        assertThat(refusal("=1.0.0").detail()).contains("its artifact is another");
    }

    @Test
    void yankedAndRevokedReleases_areForWhoeverAsksForExactlyThem() throws Exception {
        list(yanked(listed(show("1.2.0"))), revoked(listed(show("1.1.0")), "It leaks."), listed(show("1.0.0")));

        assertThat(versions("*")).containsExactly("1.0.0");
        assertThat(versions("^1.1.0")).isEmpty();
        assertThat(releases("=1.2.0").get(0).listing().yanked()).isTrue();
        assertThat(releases("1.1.0").get(0).listing().revoked().reason()).isEqualTo("It leaks.");
    }

    @Test
    void details_showWhatIsListed_withWhatBecameOfIt_andNoBetterTierThanTheHubIsTakenFor() throws Exception {
        list(revoked(listed(show("1.1.0")), "It leaks."), yanked(listed(show("1.0.0"))));
        server.json(
                PAGE,
                Samples.page(
                        Samples.line("1.2.0", Channel.STABLE),
                        Samples.line("1.1.0", Channel.STABLE),
                        Samples.line("1.0.0", Channel.STABLE)));

        var page = source.details(NOTES).page();
        assertThat(page.versions())
                .containsExactly(
                        new VersionLine(SkillVersion.of("1.1.0"), Channel.STABLE, Samples.NOON, false, true),
                        new VersionLine(SkillVersion.of("1.0.0"), Channel.STABLE, Samples.NOON, true, false));
        assertThat(page.card().tier()).isEqualTo(Tier.COMMUNITY);
        server.json(PAGE, Samples.page(Samples.card(Tier.OFFICIAL), Samples.line("1.1.0", Channel.STABLE)));
        assertThat(source.details(NOTES).page().card().tier()).isEqualTo(Tier.VERIFIED);
    }
}
