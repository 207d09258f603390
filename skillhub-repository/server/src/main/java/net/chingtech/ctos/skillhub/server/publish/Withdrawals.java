package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes releases back: yanked, which can be undone, or revoked, which cannot. When a method returns, search and the signed
 * lists say so.
 */
public final class Withdrawals {

    private static final Logger LOG = LoggerFactory.getLogger(Withdrawals.class);

    private final Releases releases;
    private final Ledger ledger;
    private final Clock clock;

    public Withdrawals(Releases releases, Ledger ledger, Clock clock) {
        this.releases = releases;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** How a release stands now; {@code revoked} is null for one that may run. */
    public record Mark(SkillId id, SkillVersion version, boolean yanked, Revoked revoked) {}

    /** Stops offering a release. The reason is for the hub's log. */
    public Mark yank(SkillId id, String version, String reason) throws Refused {
        String why = lawful(reason);
        return change(id, version, "Yanked {} {}: {}", why, parsed -> releases.yank(id, parsed, true));
    }

    /** Offers a release again. */
    public Mark unyank(SkillId id, String version) throws Refused {
        return change(id, version, "Offered again: {} {}", null, parsed -> releases.yank(id, parsed, false));
    }

    /** Says for good that a release must not run; a second reason changes nothing. */
    public Mark revoke(SkillId id, String version, String reason) throws Refused {
        String why = lawful(reason);
        Revoked revoked = new Revoked(why, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return change(id, version, "Revoked {} {}: {}", why, parsed -> releases.revoke(id, parsed, revoked));
    }

    private Mark change(SkillId id, String version, String said, String reason, Predicate<SkillVersion> change)
            throws Refused {
        Mark mark;
        try {
            SkillVersion parsed = SkillVersion.parse(version);
            mark = ledger.enter(() -> {
                found(id, parsed);
                if (change.test(parsed)) {
                    ledger.index(id);
                    LOG.info(said, id, parsed, reason);
                }
                StoredRelease now = found(id, parsed);
                return new Mark(id, parsed, now.yanked(), now.revoked());
            });
        } catch (FormatException e) {
            throw Refusals.versionUnknown(id, version);
        } catch (IOException e) {
            throw new StoreFailed("marking a release failed", e);
        }
        // Also when nothing changed: it may be kept from before, and not listed yet.
        ledger.awaitListed();
        return mark;
    }

    private StoredRelease found(SkillId id, SkillVersion version) throws Refused {
        return releases.release(id, version).orElseThrow(() -> Refusals.versionUnknown(id, version.toString()));
    }

    private static String lawful(String reason) throws Refused {
        if (reason == null || reason.isBlank() || reason.length() > Notice.LONGEST_REASON || PlainText.hides(reason)) {
            throw new Refused(new Problem(
                    400,
                    "reason_invalid",
                    "A reason is a text of 1 to " + Notice.LONGEST_REASON + " visible characters.",
                    "Send {\"reason\":\"…\"}: people who have the skill read it."));
        }
        return reason.strip();
    }
}
