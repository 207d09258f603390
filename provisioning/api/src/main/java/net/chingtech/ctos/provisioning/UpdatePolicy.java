package net.chingtech.ctos.provisioning;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Which updates come by themselves, and when. Major versions, new permissions or reach, new dependencies and changed keys
 * never do. A null means: as the container's policy says, which has no null but the window.
 *
 * @param security releases that mend a vulnerability, when they are no major version
 * @param patch
 * @param minor
 * @param releaseAgeHours how old a release must be before it comes by itself
 * @param window the only time in which updates come by themselves; null means at any time
 */
public record UpdatePolicy(Mode security, Mode patch, Mode minor, Integer releaseAgeHours, Window window) {

    /** What a container does when nobody set anything. */
    public static final UpdatePolicy DEFAULT = new UpdatePolicy(Mode.SILENT, Mode.SILENT, Mode.ASK, 24, null);

    /** Nothing of its own: as the container's policy says. */
    public static final UpdatePolicy INHERITED = new UpdatePolicy(null, null, null, null, null);

    /** Whether an update comes by itself. */
    public enum Mode {
        SILENT,
        ASK
    }

    /**
     * A time that comes again every week.
     *
     * @param days on which it begins; empty means every day
     * @param from when it begins
     * @param to when it ends; on the next day when that is not later than {@code from}. The same time twice is refused, but
     *     for midnight: from midnight to midnight is the whole day.
     */
    public record Window(List<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
        public Window {
            days = days == null ? List.of() : List.copyOf(days);
        }
    }

    /** This policy, with what it leaves open taken from another. */
    public UpdatePolicy over(UpdatePolicy container) {
        return new UpdatePolicy(
                security == null ? container.security : security,
                patch == null ? container.patch : patch,
                minor == null ? container.minor : minor,
                releaseAgeHours == null ? container.releaseAgeHours : releaseAgeHours,
                window == null ? container.window : window);
    }
}
