package net.chingtech.ctos.webconsole.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest(name = "cookie {0}, browser {1}: {2}")
    @CsvSource({
        ", en-US, en",
        ", zh-TW, zh-TW",
        ", zh-Hant-HK, zh-TW",
        ", zh, zh-TW",
        ", fr;de;zh-TW;en, zh-TW",
        ", fr, en",
        "zh-TW, en, zh-TW",
        "en, zh-TW, en",
        "klingon, zh-TW, zh-TW",
        "../../secrets, en, en"
    })
    void choice_goesBeforeTheBrowser(String cookie, String browser, String expected) {
        List<Locale> locales =
                Stream.of(browser.split(";")).map(Locale::forLanguageTag).toList();
        Cookie[] cookies = cookie == null ? null : new Cookie[] {new Cookie(Language.COOKIE, cookie)};
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) ->
                        method.getName().equals("getCookies") ? cookies : Collections.enumeration(locales));

        assertThat(Language.of(request).tag()).isEqualTo(expected);
    }
}
