package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.plan.Goal.Wish;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;

/** Turns what somebody asked for into releases that would do, best first. */
final class Wishes {

    private final State state;
    private final Offers offers;

    Wishes(State state, Offers offers) {
        this.state = state;
        this.offers = offers;
    }

    SortedMap<SkillId, Wish> install(Change.Install change) throws ProvisioningException {
        Entry entry = state.find(change.id()).orElse(null);
        if (entry != null) {
            throw Refusals.of(
                    409,
                    "already_installed",
                    change.id() + " " + entry.current().version() + " is installed already.",
                    "Plan an update instead.");
        }
        return one(change.id(), words(change.id(), change.version()), offered(change.id(), change.version()));
    }

    SortedMap<SkillId, Wish> update(Change.Update change) throws ProvisioningException {
        if (change.id() == null) {
            return updateAll();
        }
        Entry entry = installed(change.id());
        SkillVersion current = entry.current().version();
        if (change.version() != null && change.version().compareTo(current) < 0) {
            throw Refusals.of(
                    409,
                    "not_newer",
                    change.id() + " is at " + current + "; " + change.version() + " is older.",
                    "Plan a rollback to go back to the version before.");
        }
        if (change.version() != null && change.version().equals(current)) {
            throw upToDate(change.id() + " is at " + current + " already.");
        }
        List<Candidate> newer = newer(offered(change.id(), change.version()), current);
        if (newer.isEmpty()) {
            throw upToDate("Nothing newer than " + change.id() + " " + current + " is offered.");
        }
        return one(change.id(), words(change.id(), change.version()), newer);
    }

    SortedMap<SkillId, Wish> rollback(Change.Rollback change) throws ProvisioningException {
        Entry entry = installed(change.id());
        boolean there = entry.previous() != null
                && (change.version() == null
                        || change.version().equals(entry.previous().version()));
        if (!there) {
            String kept = entry.previous() == null
                    ? "no version before it is kept"
                    : "the version that is kept is " + entry.previous().version();
            throw Refusals.of(
                    409,
                    "nothing_to_roll_back",
                    change.id() + " is at " + entry.current().version() + " and " + kept + ".",
                    "To get another version, uninstall the skill and install that one; its data is kept.");
        }
        return one(
                change.id(),
                words(change.id(), entry.previous().version()),
                List.of(Candidate.onDisk(entry, entry.previous())));
    }

    static ProvisioningException upToDate(String detail) {
        return Refusals.of(409, "up_to_date", detail, "Nothing needs to be done.");
    }

    /** Every skill as new as possible, and as it is where nothing newer fits or its source cannot be asked. */
    private SortedMap<SkillId, Wish> updateAll() throws ProvisioningException {
        SortedMap<SkillId, Wish> wishes = new TreeMap<>();
        ProvisioningException failure = null;
        boolean anyNewer = false;
        for (Entry entry : state.registry().skills()) {
            List<Candidate> candidates = new ArrayList<>();
            try {
                candidates.addAll(newer(
                        offers.of(entry.id(), VersionRange.ANY, entry.channel()),
                        entry.current().version()));
            } catch (ProvisioningException e) {
                failure = e;
            }
            anyNewer |= !candidates.isEmpty();
            candidates.add(Candidate.onDisk(entry, entry.current()));
            wishes.put(entry.id(), new Wish("the newest " + entry.id(), candidates));
        }
        if (!anyNewer && failure != null) {
            throw failure;
        }
        return wishes;
    }

    private List<Candidate> offered(SkillId id, SkillVersion version) throws ProvisioningException {
        VersionRange range = version == null ? VersionRange.ANY : VersionRange.exactly(version);
        List<Candidate> offered = offers.of(id, range, offers.channel(id));
        if (!offered.isEmpty()) {
            return offered;
        }
        List<Candidate> any = offers.of(id, VersionRange.ANY, Channel.NIGHTLY);
        if (any.isEmpty()) {
            throw Refusals.skillUnknown(id);
        }
        String wanted = version == null
                ? "a release for the channel " + offers.channel(id).wire()
                : version.toString();
        throw Refusals.of(
                404,
                "version_unknown",
                id + " has no " + (version == null ? wanted : "version " + wanted) + ".",
                "Offered are: "
                        + String.join(
                                ", ",
                                any.stream()
                                        .limit(5)
                                        .map(one -> one.version().toString())
                                        .toList())
                        + ".");
    }

    private static List<Candidate> newer(List<Candidate> offered, SkillVersion current) {
        return offered.stream()
                .filter(one -> one.version().compareTo(current) > 0)
                .toList();
    }

    private Entry installed(SkillId id) throws ProvisioningException {
        return state.find(id).orElseThrow(() -> Refusals.notInstalled(id));
    }

    private static SortedMap<SkillId, Wish> one(SkillId id, String words, List<Candidate> candidates) {
        SortedMap<SkillId, Wish> wishes = new TreeMap<>();
        wishes.put(id, new Wish(words, candidates));
        return wishes;
    }

    private static String words(SkillId id, SkillVersion version) {
        return id + (version == null ? ", the newest that fits" : " " + version);
    }
}
