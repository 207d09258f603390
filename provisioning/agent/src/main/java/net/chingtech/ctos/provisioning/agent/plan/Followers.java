package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.mapping.KnownMaps;
import net.chingtech.ctos.provisioning.agent.mapping.Mapped;
import net.chingtech.ctos.provisioning.agent.problem.Reason;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;

/** Finds what can take the place of legacy skills, in one planning. */
final class Followers {

    private final State state;
    private final KnownMaps maps;
    private final Homes homes;
    private final Offers offers;
    private final Carries carries;

    Followers(State state, KnownMaps maps, Homes homes, Offers offers, Carries carries) {
        this.state = state;
        this.maps = maps;
        this.homes = homes;
        this.offers = offers;
        this.carries = carries;
    }

    /**
     * The way of one legacy skill.
     *
     * @param installed the follower when it is installed already, or null
     * @param candidates releases of the follower that would do, best first
     */
    record Route(Entry legacy, Mapped mapped, Entry installed, List<Candidate> candidates, Moving.Carried carried) {

        SkillId follower() {
            return mapped.to();
        }

        Moving.There moving() {
            return new Moving.There(legacy, follower(), mapped.source(), installed == null, carried);
        }
    }

    /** @throws ProvisioningException why it cannot be migrated */
    Route of(Entry legacy) throws ProvisioningException {
        if (!legacy.id().isLegacy()) {
            throw MigrationRefusals.notLegacy(legacy.id());
        }
        Mapped mapped = mapped(legacy);
        Entry installed = state.find(mapped.to()).orElse(null);
        List<Candidate> candidates = installed == null ? offered(legacy, mapped) : present(legacy, mapped, installed);
        boolean again = installed == null && isLeft(legacy.id(), mapped.to());
        return new Route(legacy, mapped, installed, candidates, carries.of(legacy.id(), mapped.mapping(), again));
    }

    /** Whether the same migration brought the follower before, and was undone. */
    private boolean isLeft(SkillId legacy, SkillId follower) {
        return state.registry().keptData().stream()
                .anyMatch(data -> data.id().equals(follower) && legacy.equals(data.undone()));
    }

    /** Whose word it is, and which version of it. */
    String said(Mapped mapped) {
        return maps.versions(mapped);
    }

    Mapped mapped(Entry legacy) throws ProvisioningException {
        return maps.follower(legacy.id(), legacy.current().version())
                .orElseThrow(() -> MigrationRefusals.notMapped(legacy));
    }

    private static List<Candidate> present(Entry legacy, Mapped mapped, Entry installed) throws ProvisioningException {
        SkillVersion version = installed.current().version();
        if (installed.quarantined() != null) {
            throw MigrationRefusals.revoked(
                    legacy.id(),
                    installed.id() + " " + version,
                    ": " + Reason.quoted(installed.quarantined().reason()));
        }
        VersionRange range = mapped.mapping().toVersions();
        if (!range.equals(VersionRange.ANY) && !range.includes(version)) {
            throw MigrationRefusals.unfitVersion(legacy.id(), installed.id(), range, version, List.of());
        }
        return List.of(Candidate.onDisk(installed, installed.current()));
    }

    private List<Candidate> offered(Entry legacy, Mapped mapped) throws ProvisioningException {
        SkillId follower = mapped.to();
        VersionRange range = mapped.mapping().toVersions();
        // Who says what follows a skill has no say in whose that is: all sources that have it must mean the same one.
        List<Candidate> all = offers.withWithdrawn(follower, range, offers.channel(follower), null);
        List<Candidate> good = offers.of(follower, range, offers.channel(follower), null);
        if (!good.isEmpty()) {
            return good;
        }
        if (!all.isEmpty()) {
            Revoked revoked = all.get(0).offer().listing().revoked();
            throw MigrationRefusals.revoked(
                    legacy.id(), all.get(0).toString(), revoked == null ? "" : ": " + Reason.quoted(revoked.reason()));
        }
        if (!homes.anywhere(follower, null)) {
            throw MigrationRefusals.missing(legacy.id(), follower);
        }
        List<String> others = offers.of(follower, VersionRange.ANY, Channel.NIGHTLY, null).stream()
                .limit(5)
                .map(one -> one.version().toString())
                .toList();
        throw others.isEmpty()
                ? MigrationRefusals.revoked(legacy.id(), "Every release of " + follower, "")
                : MigrationRefusals.unfitVersion(legacy.id(), follower, range, null, others);
    }
}
