package net.chingtech.ctos.webconsole.internal.access;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The login page.
 *
 * @param next where to go afterwards, from {@link #next(String)}
 * @param user what was typed as the user's name before
 */
record LoginPage(Language language, String next, String user) {

    private static final String HOME = "/system/console/skills";

    /** Paths of our own pages only: no other host, nothing that a browser could read as one. */
    private static final Pattern OWN = Pattern.compile("/(ctos|system/console)(/[A-Za-z0-9_./-]*)?");

    /** Where to go after the login: what was asked for when it is a page of ours, else the Marketplace. */
    static String next(String asked) {
        boolean fits = asked != null
                && OWN.matcher(asked).matches()
                && !asked.endsWith("/logout")
                && !asked.startsWith("/ctos/api/")
                && !asked.startsWith(LoginServlet.LOGIN);
        return fits ? asked : HOME;
    }

    String html(boolean refused) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · Ching Tech OS</title>
                <link rel="icon" href="/ctos/res/mark.svg">
                <link rel="stylesheet" href="/ctos/res/theme.css">
                <link rel="stylesheet" href="/ctos/res/login.css">
                <link rel="stylesheet" href="/ctos/res/lang.css">
                </head>
                <body>
                <main class="login">
                <img src="/ctos/res/mark.svg" alt="" width="48" height="48">
                <h1>Ching Tech OS</h1>
                <p class="quiet">%s</p>
                %s<form method="post" action="/ctos/login">
                <input type="hidden" name="next" value="%s">
                <label for="user">%s</label>
                <input id="user" name="user" class="field" autocomplete="username" required value="%s"%s>
                <label for="password">%s</label>
                <input id="password" name="password" class="field" type="password" autocomplete="current-password" required%s>
                <button class="button primary">%s</button>
                </form>
                <p class="quiet small">%s</p>
                <nav class="small" aria-label="%s">%s</nav>
                </main>
                </body>
                </html>
                """.formatted(
                        language.tag(),
                        word("login.do"),
                        word("login.about"),
                        refused ? "<p class=\"notice bad\" role=\"alert\">" + word("login.refused") + "</p>\n" : "",
                        escaped(next),
                        word("login.name"),
                        escaped(user),
                        user.isEmpty() ? " autofocus" : "",
                        word("login.password"),
                        user.isEmpty() ? "" : " autofocus",
                        word("login.do"),
                        // What is typed at a command line looks so.
                        word("login.forgotten").replaceAll("\\./ctos [a-z]+(?: --[a-z]+)?", "<code>$0</code>"),
                        word("lang.title"),
                        languages());
    }

    /** Each in its own words. They are links, since this page works without scripts. */
    private String languages() {
        return Arrays.stream(Language.values())
                .map(one -> one == language
                        ? "<span lang=\"%s\" aria-current=\"true\">%s</span>".formatted(one.tag(), one.title())
                        : "<a lang=\"%s\" hreflang=\"%s\" href=\"/ctos/login?lang=%s&amp;next=%s\">%s</a>"
                                .formatted(one.tag(), one.tag(), one.tag(), escaped(next), one.title()))
                .collect(Collectors.joining(" · "));
    }

    private String word(String key) {
        return escaped(Words.of(language, key));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
