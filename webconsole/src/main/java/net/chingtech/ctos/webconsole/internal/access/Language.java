package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages of the pages: the one that was chosen, else the first that the browser asks for and that there is. */
public enum Language {
    ENGLISH("en", "English"),
    TRADITIONAL_CHINESE("zh-TW", "繁體中文");

    /** The cookie that remembers a choice; the login sets it, for the page's own modules, too. */
    public static final String COOKIE = "ctos_lang";

    private static final String FOR_A_YEAR = "; Path=/; Max-Age=31536000; SameSite=Lax";

    private final String tag;
    private final String title;

    Language(String tag, String title) {
        this.tag = tag;
        this.title = title;
    }

    /** What it calls itself. */
    public String title() {
        return title;
    }

    /** What a browser is to remember when this one was chosen. */
    String cookie() {
        return COOKIE + "=" + tag + FOR_A_YEAR;
    }

    /** As BCP 47 has it, and as the resource file is called. */
    public String tag() {
        return tag;
    }

    public static Language of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(cookie -> tagged(cookie.getValue()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Collections.list(request.getLocales()).stream()
                        .map(locale -> spoken(locale.getLanguage()))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElse(ENGLISH);
    }

    static Optional<Language> tagged(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst();
    }

    /** Who reads another kind of Chinese is nearer to this one than to English. */
    private static Optional<Language> spoken(String language) {
        return Arrays.stream(values())
                .filter(one -> one.tag.split("-")[0].equals(language))
                .findFirst();
    }
}
