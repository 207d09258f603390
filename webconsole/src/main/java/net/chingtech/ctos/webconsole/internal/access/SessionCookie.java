package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** The cookie that carries a session's id: unreadable to scripts, and never sent along from another site. */
final class SessionCookie {

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    static Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(request);
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(name) && !cookies[i].getValue().isEmpty()) {
                return Optional.of(cookies[i].getValue());
            }
        }
        return Optional.empty();
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String id) {
        response.addHeader("Set-Cookie", name(request) + "=" + id + ATTRIBUTES);
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Set-Cookie", name(request) + "=" + ATTRIBUTES + "; Max-Age=0");
    }

    /** A browser keeps the cookies of all ports of a host together: two containers need two names. */
    private static String name(HttpServletRequest request) {
        return "ctos_session_" + request.getLocalPort();
    }
}
