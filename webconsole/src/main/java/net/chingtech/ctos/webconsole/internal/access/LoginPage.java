package net.chingtech.ctos.webconsole.internal.access;

import java.util.regex.Pattern;

/**
 * The login page.
 *
 * @param next where to go afterwards, from {@link #next(String)}
 * @param user what was typed as the user's name before
 */
record LoginPage(String next, String user) {

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
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Log in · Ching Tech OS</title>
                <link rel="icon" href="/ctos/res/mark.svg">
                <link rel="stylesheet" href="/ctos/res/theme.css">
                <link rel="stylesheet" href="/ctos/res/login.css">
                </head>
                <body>
                <main class="login">
                <img src="/ctos/res/mark.svg" alt="" width="48" height="48">
                <h1>Ching Tech OS</h1>
                <p class="quiet">Log in as the administrator of this container.</p>
                %s<form method="post" action="/ctos/login">
                <input type="hidden" name="next" value="%s">
                <label for="user">Name</label>
                <input id="user" name="user" class="field" autocomplete="username" required value="%s"%s>
                <label for="password">Password</label>
                <input id="password" name="password" class="field" type="password" autocomplete="current-password" required%s>
                <button class="button primary">Log in</button>
                </form>
                <p class="quiet small">The password was made at the first start. <code>./ctos run</code> printed it,
                and <code>./ctos password</code> shows it again.</p>
                </main>
                </body>
                </html>
                """.formatted(
                        refused
                                ? "<p class=\"notice bad\" role=\"alert\">That name and password do not fit. Please try"
                                        + " again.</p>\n"
                                : "",
                        escaped(next),
                        escaped(user),
                        user.isEmpty() ? " autofocus" : "",
                        user.isEmpty() ? "" : " autofocus");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
