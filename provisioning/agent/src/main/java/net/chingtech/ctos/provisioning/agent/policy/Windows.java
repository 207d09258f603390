package net.chingtech.ctos.provisioning.agent.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import net.chingtech.ctos.provisioning.UpdatePolicy.Window;

/**
 * When a window that comes every week is open. It follows the clock on the wall: on the day on which that is set, a window
 * is shorter or longer, and what lies of it in the hour which is left out does not come.
 */
final class Windows {

    private Windows() {}

    /** One time that a window comes; {@code to} is not part of it. */
    private record Span(Instant from, Instant to) {}

    static boolean isOpen(Window window, Instant now) {
        LocalDate today = now.atZone(window.zone()).toLocalDate();
        // One that began yesterday may go on past midnight.
        return comes(window, today.minusDays(1), now) || comes(window, today, now);
    }

    /** When it opens next, if it is closed now. */
    static Instant next(Window window, Instant now) {
        LocalDate today = now.atZone(window.zone()).toLocalDate();
        // Two weeks: one of them may be that of the hour which is left out.
        for (int days = 0; days <= 14; days++) {
            LocalDate day = today.plusDays(days);
            Span span = span(window, day);
            if (begins(window, day) && span.from().isAfter(now) && span.to().isAfter(span.from())) {
                return span.from();
            }
        }
        throw new IllegalStateException("a window that never comes: " + window);
    }

    private static boolean comes(Window window, LocalDate day, Instant now) {
        Span span = span(window, day);
        return begins(window, day) && !now.isBefore(span.from()) && now.isBefore(span.to());
    }

    private static boolean begins(Window window, LocalDate day) {
        return window.days().isEmpty() || window.days().contains(day.getDayOfWeek());
    }

    private static Span span(Window window, LocalDate day) {
        LocalDate end = window.to().isAfter(window.from()) ? day : day.plusDays(1);
        return new Span(
                instant(day.atTime(window.from()), window.zone()), instant(end.atTime(window.to()), window.zone()));
    }

    /** A time that is left out is the instant at which the clock is set forward, so that what is there of a window comes. */
    private static Instant instant(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition set = zone.getRules().getTransition(time);
        return set != null && set.isGap() ? set.getInstant() : time.atZone(zone).toInstant();
    }
}
