package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.plan.Goal.Wish;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Past;
import net.chingtech.ctos.provisioning.agent.store.State;

/** Turns what somebody asked for into releases that would do, best first. */
final class Wishes {

    private final State state;
    private final Offers offers;
    private final Homes homes;

    Wishes(State state, Offers offers, Homes homes) {
        this.state = state;
        this.offers = offers;
        this.homes = homes;
    }

    SortedMap<SkillId, Wish> install(Change.Install change) throws ProvisioningException {
        Entry entry = state.find(change.id()).orElse(null);
        if (entry != null) {
            throw Refusals.of(
                    409,
                    "already_installed",
                    change.id() + " " + entry.current().version() + " is installed already.",
                    Change.DISK.equals(change.source()) && entry.source().equals(Change.DISK)
                            ? "To take the file, update it: ./ctos update " + change.id() + "."
                            : "Plan an update instead.");
        }
        if (change.source() != null) {
            mustBeThere(change.id(), change.source());
        }
        return one(
                change.id(),
                words(change.id(), change.version()),
                offered(change.id(), change.version(), change.source()));
    }

    private void mustBeThere(SkillId id, String source) throws ProvisioningException {
        Optional<String> home = state.home(id);
        if (home.isPresent() && !home.get().equals(source)) {
            throw Refusals.of(
                    409,
                    "home_elsewhere",
                    id + " was installed from " + home.get() + " before, and is not taken from " + source + ".",
                    "Install it from there. If you know that the other is right, forget where it is at home with ./ctos"
                            + " trust forget " + id + ", then try again.");
        }
        if (!homes.knows(source, id)) {
            throw Refusals.of(
                    404,
                    "skill_unknown",
                    source.equals(Change.DISK)
                            ? "No file of " + id + " was brought within the last day."
                            : source + " has no skill with the id " + id + ".",
                    source.equals(Change.DISK)
                            ? "Bring it with ./ctos install FILE.jar."
                            : "Search the catalogue for the skill's exact id, and see which source has it.");
        }
    }

    SortedMap<SkillId, Wish> update(Change.Update change) throws ProvisioningException {
        if (change.id() == null) {
            return updateAll();
        }
        Entry entry = installed(change.id());
        if (entry.held()) {
            throw held(entry, "it is not updated until it is let go");
        }
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
        List<Candidate> newer = newer(offered(change.id(), change.version(), null), current);
        if (newer.isEmpty()) {
            throw upToDate("Nothing newer than " + change.id() + " " + current + " is offered.");
        }
        return one(change.id(), words(change.id(), change.version()), newer);
    }

    SortedMap<SkillId, Wish> rollback(Change.Rollback change) throws ProvisioningException {
        Entry entry = installed(change.id());
        Past past = new KeptStates(entry).named(change);
        boolean otherVersion = !past.release().sha256().equals(entry.current().sha256());
        // One that has just come goes back by itself when it fails, also when somebody has held it meanwhile.
        if (entry.held() && entry.probation() == null && otherVersion) {
            throw held(entry, "it does not go back until it is let go");
        }
        SortedMap<SkillId, Wish> wishes =
                one(change.id(), words(change.id(), past.release().version()), List.of(Candidate.past(entry, past)));
        alongWith(entry, past, wishes);
        return wishes;
    }

    /** Skills that left a state in the same transaction may have to go back to it, too; they stay when that is possible. */
    private void alongWith(Entry entry, Past past, SortedMap<SkillId, Wish> wishes) {
        for (Entry other : state.registry().skills()) {
            boolean may = !other.id().equals(entry.id()) && (!other.held() || other.probation() != null);
            other.past(past.stateId())
                    .filter(together -> may)
                    .ifPresent(together -> wishes.put(
                            other.id(),
                            new Wish(
                                    other.id() + " as it is, or as it was with " + entry.id(),
                                    List.of(
                                            Candidate.onDisk(other, other.current()),
                                            Candidate.past(other, together)))));
        }
    }

    private static ProvisioningException held(Entry entry, String so) {
        return Refusals.of(
                409,
                "skill_held",
                entry.id() + " is held at " + entry.current().version() + ": " + so + ".",
                "Let it go with ./ctos pin " + entry.id() + " --off, then plan it again.");
    }

    static ProvisioningException upToDate(String detail) {
        return Refusals.of(409, "up_to_date", detail, "Nothing needs to be done.");
    }

    /** What is held may well have something newer. */
    static ProvisioningException allUpToDate(State state) {
        List<Entry> held =
                state.registry().skills().stream().filter(Entry::held).toList();
        if (held.isEmpty()) {
            return upToDate("Everything that is installed is as new as it can be.");
        }
        List<String> words = held.stream()
                .map(entry -> entry.id() + " at " + entry.current().version())
                .toList();
        return Refusals.of(
                409,
                "up_to_date",
                "Everything is as new as it can be, except what is held and was left alone: " + String.join(", ", words)
                        + ".",
                "To update one of these, let it go with ./ctos pin ID --off.",
                words);
    }

    /** Every skill as new as possible, and as it is where it is held, nothing newer fits, or its source cannot be asked. */
    private SortedMap<SkillId, Wish> updateAll() throws ProvisioningException {
        SortedMap<SkillId, Wish> wishes = new TreeMap<>();
        ProvisioningException failure = null;
        boolean anyNewer = false;
        for (Entry entry : state.registry().skills()) {
            List<Candidate> candidates = new ArrayList<>();
            try {
                if (!entry.held()) {
                    candidates.addAll(newer(
                            offers.of(entry.id(), VersionRange.ANY, entry.channel(), null),
                            entry.current().version()));
                }
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

    private List<Candidate> offered(SkillId id, SkillVersion version, String source) throws ProvisioningException {
        if (version != null) {
            List<Candidate> exact = offers.exactly(id, version, source);
            for (Candidate one : exact) {
                mustNotBeYanked(one);
            }
            return exact.isEmpty() ? none(id, version, source) : exact;
        }
        List<Candidate> offered = offers.of(id, VersionRange.ANY, channel(id, source), source);
        return offered.isEmpty() ? none(id, null, source) : offered;
    }

    /** Who brings a file means it, whatever its channel. */
    private Channel channel(SkillId id, String source) {
        boolean file = Change.DISK.equals(source)
                || state.home(id).filter(Change.DISK::equals).isPresent();
        return file ? Channel.NIGHTLY : offers.channel(id);
    }

    private static void mustNotBeYanked(Candidate candidate) throws ProvisioningException {
        Listing listing = candidate.offer().listing();
        // One that was revoked as well is for those who say so.
        if (listing != null && listing.yanked() && listing.revoked() == null) {
            throw Refusals.of(
                    409,
                    "release_yanked",
                    candidate
                            + " was withdrawn by its publisher: it stays where it is installed, and is not installed anew.",
                    "Ask for another version.");
        }
    }

    /** Says why there is nothing to take. */
    private List<Candidate> none(SkillId id, SkillVersion version, String source) throws ProvisioningException {
        List<Candidate> any = offers.of(id, VersionRange.ANY, Channel.NIGHTLY, source);
        if (any.isEmpty() && state.home(id).filter(Change.DISK::equals).isPresent()) {
            mustBeThere(id, Change.DISK);
        }
        if (any.isEmpty() && !homes.anywhere(id, source)) {
            throw Refusals.skillUnknown(id);
        }
        String wanted = version == null
                ? "release for the channel " + offers.channel(id).wire()
                : "version " + version;
        String there = String.join(
                ", ", any.stream().limit(5).map(one -> one.version().toString()).toList());
        throw Refusals.of(
                404,
                "version_unknown",
                id + " has no " + wanted + ".",
                any.isEmpty() ? "All of its releases were withdrawn." : "Offered are: " + there + ".");
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
