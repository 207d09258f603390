package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.provisioning.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page says of legacy skills, in a real browser: what the word means, and what nothing proves. */
class LegacyPageIT {

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.skills.installed.clear();
        container.skills.sources = List.of();
        SampleLegacy.addTo(container.skills);
        container.skills.installed.keySet().removeIf(id -> !id.isLegacy());
    });

    private TestContainer container;
    private Page page;

    @BeforeEach
    void take() {
        container = open.container;
        page = open.page;
    }

    @Test
    void legacySkill_saysInWordsWhatItIs_onItsCard_inItsDetails_andWhereItIsInstalled() {
        container.skills.installed.remove(SampleLegacy.WEATHER);
        page.reload();
        Locator row = page.locator("ctos-installed .row");
        assertThat(row).containsText("Legacy");
        assertThat(row).containsText("Nobody signed it; it runs only fenced.");
        assertThat(row.locator("[data-who]")).hasText(SampleLegacy.INVOICES + " · by @acme on ClawHub");
        assertThat(row.locator(".picture img")).hasCount(0);
        open.shots("legacy-installed");

        search("weather");
        Locator card = page.locator("ctos-skill-card");
        assertThat(card).hasCount(1);
        assertThat(card.locator(".tier-legacy")).hasText("Legacy");
        assertThat(card).containsText("Nobody signed it; it runs only fenced.");
        card.locator("button.title").click();
        Locator detail = page.locator("ctos-detail");
        assertThat(detail).containsText("nothing proves who made it");
        assertThat(detail).containsText("run the program bash, with the standard text and file utilities");
        open.shots("legacy-detail");
    }

    @Test
    void skillWithTwoOrigins_namesTheOther_onItsCardAndInItsDetails() {
        page.reload();
        search("Splits and totals");
        Locator card = page.locator("ctos-skill-card");
        assertThat(card).hasCount(1);
        String also = "Also as legacy skill clawhub.acme.invoice-tools on ClawHub (main)";
        assertThat(card).containsText(also);
        assertThat(card.locator(".tier-legacy")).hasCount(0);
        open.shots("legacy-also");
        card.locator("button.title").click();
        assertThat(page.locator("ctos-detail .detail-head")).containsText(also);
    }

    @Test
    void hostileSkill_isText_andBreaksNothing() {
        container.skills.installed.clear();
        page.reload();
        search("once more");
        Locator card = page.locator("ctos-skill-card");
        assertThat(card).containsText("<img src=x onerror=");
        assertThat(card).containsText("\\u{202e}gnp.exe");
        open.shots("legacy-hostile");
    }

    @Test
    void planOfSomethingUnsigned_saysThatNothingProvesIt_andTakesTwoYeses_whenItsSourceWarns() {
        container.skills.installed.clear();
        page.reload();
        search("once more");
        page.locator("ctos-skill-card .card-foot button").click();

        Locator trust = page.locator("ctos-plan .trust");
        assertThat(trust).containsText("nobody signed it: nothing proves who made it");
        assertThat(trust).containsText("from ClawHub (main)");
        assertThat(trust).containsText("this place and this digest are pinned");
        assertThat(trust.locator("summary")).containsText("Fingerprint of the place");
        Locator unsigned = page.locator("[data-flag=unverified]");
        assertThat(unsigned).containsText("Nobody signed this skill.");
        assertThat(unsigned).containsText("sha256:" + SampleLegacy.DIGEST);
        // The box shows the digest whole; the sentence that says it again is left out.
        assertThat(trust).not().containsText(SampleLegacy.DIGEST);
        Locator suspicious = page.locator("[data-flag=suspicious]");
        assertThat(suspicious).containsText("Its own source warns of it.");
        assertThat(suspicious.locator("blockquote")).containsText("it hands what it downloads to a shell.");
        assertThat(trust).not().containsText("itself warns");
        Locator plan = page.locator("ctos-plan");
        assertThat(plan).containsText("run the program python3");
        Locator network = plan.locator(".tick").filter(new Locator.FilterOptions().setHasText("network:outbound"));
        assertThat(network.locator("input")).not().isChecked();
        open.shots("legacy-plan");
        suspicious.scrollIntoViewIfNeeded();
        open.shots("legacy-plan-flags");

        Locator boxes = page.locator("ctos-plan .flag input");
        Locator agree = page.locator("[data-agree]");
        assertThat(boxes).hasCount(2);
        boxes.nth(0).press("Space");
        assertThat(agree).isDisabled();
        boxes.nth(1).press("Space");
        agree.click();
        assertThat(plan).hasCount(0);
        assertThat(container.skills.consents.get(0).flags())
                .isEqualTo(Set.of(Plan.Flag.UNVERIFIED, Plan.Flag.SUSPICIOUS));
        assertThat(container.skills.consents.get(0).accept().values().iterator().next())
                .doesNotContainAnyElementsOf(Samples.permissions(List.of("network:outbound")));
    }

    private void search(String text) {
        open.tab("Discover");
        page.getByRole(AriaRole.SEARCHBOX).fill(text);
        assertThat(page.locator("ctos-skill-card")).hasCount(1);
    }
}
