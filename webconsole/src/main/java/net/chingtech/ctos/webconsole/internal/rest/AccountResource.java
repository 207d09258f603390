package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.webconsole.internal.access.Sessions;
import net.chingtech.ctos.webconsole.internal.access.Visitor;
import net.chingtech.ctos.webconsole.internal.access.Visitors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person's own session and password. No program's business: the api-token opens neither. */
final class AccountResource {

    /** What the page has to know of the session that it is in, after somebody logged in anew in another window. */
    record Session(String user, String csrf, long idleMinutes, long longestHours) {}

    private static final Logger LOG = LoggerFactory.getLogger(AccountResource.class);

    private final Doors doors;
    private final Visitors visitors;

    AccountResource(Doors doors, Visitors visitors) {
        this.doors = doors;
        this.visitors = visitors;
    }

    void addTo(Router router) {
        router.get("session", this::session).put("password", this::change);
    }

    private void session(Exchange exchange) throws Refusal, IOException {
        Visitor person = person(exchange);
        exchange.answer(
                new Session(person.name(), person.csrf(), Sessions.IDLE.toMinutes(), Sessions.LONGEST.toHours()));
    }

    private void change(Exchange exchange) throws Refusal, IOException {
        Visitor person = person(exchange);
        // Nothing is changed while there is no record to write it into.
        AuditLog audit = doors.audit();
        JsonNode body = exchange.secretBody();
        Optional<Problem> refusal = changed(exchange, word(body, "current"), word(body, "new"));
        if (refusal.isPresent()) {
            throw new Refusal(refusal.get());
        }
        record(audit, person);
        exchange.answer(Map.of("password_chosen", true));
    }

    private Optional<Problem> changed(Exchange exchange, String current, String next) throws Refusal {
        try {
            return visitors.changePassword(exchange.request(), current, next);
        } catch (Sessions.SessionOver e) {
            throw Refusal.unauthenticated();
        }
    }

    /**
     * The new password holds already, and the old one is not kept to go back to. So a record that fails is no failure of the
     * change: whoever were told so would go on with a password that opens nothing.
     */
    private static void record(AuditLog audit, Visitor person) {
        try {
            audit.record(person.name(), "password_changed", "console", Map.of());
        } catch (UncheckedIOException e) {
            LOG.error("{} changed the password, which could not be recorded in the audit log", person.name(), e);
        }
    }

    private static Visitor person(Exchange exchange) throws Refusal {
        if (exchange.visitor().csrf() == null) {
            throw new Refusal(
                    403,
                    "session_needed",
                    "This is for people who logged in; a token is not enough.",
                    "Log in at /ctos/login; whoever forgot the password uses ./ctos password --new.");
        }
        return exchange.visitor();
    }

    /** No word of what was sent is ever repeated. */
    private static String word(JsonNode body, String name) throws Refusal {
        JsonNode word = body.get(name);
        if (word == null || !word.isTextual()) {
            throw new Refusal(
                    400,
                    "password_malformed",
                    "The body does not hold both passwords as text.",
                    "Send {\"current\": \"…\", \"new\": \"…\"}.");
        }
        return word.asText();
    }
}
