package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Makes the pictures of the README anew, over the sample skills. Runs only when it is asked for. */
class ReadmePictures {

    private static final long MOST_BYTES = 150_000;

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.skills.sources = List.of();
        container.skills.installed.remove(SampleTrust.PAYROLL);
        container.skills.installed.remove(Samples.NOTES);
    });

    @Test
    void discover() throws IOException {
        open.tab("Discover");
        assertThat(open.page.locator("ctos-skill-card").first()).isVisible();
        picture("discover");
    }

    @Test
    void consentToWhatAnUpdateMayNewlyDo() throws IOException {
        open.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        open.page
                .locator("ctos-installed")
                .getByRole(AriaRole.BUTTON)
                .getByText("Update", new Locator.GetByTextOptions().setExact(true))
                .click();
        Locator gained = open.page.locator("ctos-plan .gained").first();
        assertThat(gained).isVisible();
        gained.scrollIntoViewIfNeeded();
        picture("consent");
    }

    @Test
    void installedInChinese() throws IOException {
        open.page.context().addCookies(List.of(new Cookie("ctos_lang", "zh-TW").setUrl(open.container.url(""))));
        open.page.reload();
        assertThat(open.page.locator("html[lang=zh-TW]")).isAttached();
        assertThat(open.page.locator("ctos-installed .row").first()).isVisible();
        picture("installed-zh");
    }

    /** Whole only when all pictures in it are there. */
    private void picture(String name) throws IOException {
        open.page.waitForFunction("() => [...document.images].every(one => one.complete)");
        Path file = Path.of(name + ".png");
        open.page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).as("bytes of " + file).isLessThan(MOST_BYTES);
    }
}
