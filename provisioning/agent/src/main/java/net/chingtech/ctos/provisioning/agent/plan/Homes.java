package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage.SourceFailure;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.Publisher;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.Verifier;

/**
 * Where each id is taken from, in one planning. One that is installed or pinned: from its home, and nowhere else. A new one:
 * from the source of the skill that asks for it; when that does not know it, or nobody asks, from the first source that
 * has it, as long as all that have it mean the same publisher's skill. So a name that is known inside a company only is not
 * taken from outside because somebody published a higher version of it there.
 */
final class Homes {

    private final Sources sources;
    private final State state;
    private final Verifier verifier;
    private final Map<String, Optional<Home>> found = new HashMap<>();

    Homes(Sources sources, State state, Verifier verifier) {
        this.sources = sources;
        this.state = state;
        this.verifier = verifier;
    }

    /**
     * A place and whose skill it is there.
     *
     * @param publisher the only one whose releases are taken; null when that is not settled yet
     */
    record Home(String source, String publisher) {}

    /** Whether an id has its home already, whatever is planned. */
    boolean settled(SkillId id) {
        return state.home(id).isPresent();
    }

    /**
     * Where an id is taken from.
     *
     * @param asker the source of the skill that needs it, or the source that an administrator names; null for neither
     * @return empty when nobody has it
     * @throws ProvisioningException {@code id_ambiguous}, or why a source that may know it cannot be asked
     */
    Optional<Home> of(SkillId id, String asker) throws ProvisioningException {
        Optional<String> home = state.home(id);
        if (home.isPresent()) {
            return Optional.of(new Home(
                    home.get(), state.pins().of(id).map(Pins.Pin::publisher).orElse(null)));
        }
        String key = id + " " + asker;
        Optional<Home> known = found.get(key);
        if (known == null) {
            known = isOnly(id, asker) || (asker != null && knows(asker, id))
                    ? Optional.of(new Home(asker == null ? sources.of(id).get(0).id() : asker, null))
                    : first(id);
            found.put(key, known);
        }
        return known;
    }

    /** Whether there is nothing to choose: it is not asked twice. */
    private boolean isOnly(SkillId id, String asker) {
        List<SkillSource> all = sources.of(id);
        return all.size() == 1 && (asker == null || asker.equals(all.get(0).id()));
    }

    /** Whether a source has an id at all, with releases that are offered or without. */
    boolean knows(String source, SkillId id) throws ProvisioningException {
        if (!Sources.mayHave(source, id)) {
            return false;
        }
        try {
            sources.ask(source, each -> each.releases(id, VersionRange.ANY, Channel.NIGHTLY));
            return true;
        } catch (ProvisioningException e) {
            if (Refusals.is(e, "skill_unknown")) {
                return false;
            }
            throw e;
        }
    }

    /** Whether the place where an id would be taken from has it at all. */
    boolean anywhere(SkillId id, String asker) throws ProvisioningException {
        Optional<Home> home = of(id, asker);
        return home.isPresent() && knows(home.get().source(), id);
    }

    private Optional<Home> first(SkillId id) throws ProvisioningException {
        Sources.Answers<List<Release>> answers =
                sources.askAll(id, each -> each.releases(id, VersionRange.ANY, Channel.NIGHTLY));
        for (SourceFailure failure : answers.failed()) {
            if (!failure.problem().code().equals("skill_unknown")) {
                throw cannotBeAsked(id, failure, answers.bySource().keySet());
            }
        }
        if (answers.bySource().size() <= 1) {
            return answers.bySource().keySet().stream().findFirst().map(source -> new Home(source, null));
        }
        SortedMap<String, Publisher> publishers = new TreeMap<>();
        for (Map.Entry<String, List<Release>> answer : answers.bySource().entrySet()) {
            publishers.put(answer.getKey(), publisher(id, answer.getKey(), answer.getValue()));
        }
        return Optional.of(agreed(id, publishers));
    }

    private static Home agreed(SkillId id, SortedMap<String, Publisher> publishers) throws ProvisioningException {
        Publisher first = publishers.get(publishers.firstKey());
        boolean one = publishers.values().stream()
                .allMatch(
                        each -> each.name().equals(first.name()) && each.keyId().equals(first.keyId()));
        if (!one) {
            List<String> lines = new ArrayList<>();
            publishers.forEach((source, each) -> lines.add(source + ": " + each.name() + ", sha256:" + each.keyId()
                    + (each.authority() == null
                            ? ", nobody vouches for it"
                            : ", " + each.authority().name() + " vouches for it")));
            throw ambiguous(id, lines);
        }
        // Where a certificate says that the id is the publisher's; of several such, and of none, the first.
        String source = publishers.entrySet().stream()
                .filter(each -> each.getValue().owns(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(publishers.firstKey());
        return new Home(source, first.name());
    }

    /** Who signed the newest release that a source offers; where nothing is offered any more nobody can say. */
    private Publisher publisher(SkillId id, String source, List<Release> releases) throws ProvisioningException {
        Release newest = releases.stream()
                .max((one, other) ->
                        one.claim().version().compareTo(other.claim().version()))
                .orElseThrow(
                        () -> ambiguous(id, List.of(source + ": it has the id, but offers no release of it any more")));
        try {
            try {
                return verifier.statement(newest.envelope()).publisher();
            } catch (VerificationFailed e) {
                if (!e.problem().code().equals("publisher_unknown")) {
                    throw e;
                }
                return verifier.unvouched(newest.envelope()).publisher();
            }
        } catch (VerificationFailed e) {
            throw new ProvisioningException(e.problem(), e);
        }
    }

    /** Refuses when two skills of a plan mean different publishers' skills by one id that is new. */
    void mustMeanTheSame(Set<SkillId> wished, SortedMap<SkillId, Candidate> chosen) throws ProvisioningException {
        for (Candidate asking : chosen.values()) {
            for (SkillId needed : asking.dependencies().keySet()) {
                if (!wished.contains(needed) && chosen.containsKey(needed)) {
                    mustMeanTheSame(needed, chosen.get(needed).source(), asking.source());
                }
            }
        }
    }

    private void mustMeanTheSame(SkillId id, String chosen, String asker) throws ProvisioningException {
        if (settled(id)) {
            return;
        }
        String wanted = of(id, asker).map(Home::source).orElse(chosen);
        if (!wanted.equals(chosen)) {
            SortedMap<String, Publisher> publishers = new TreeMap<>();
            for (String source : List.of(chosen, wanted)) {
                publishers.put(
                        source,
                        publisher(
                                id,
                                source,
                                sources.ask(source, each -> each.releases(id, VersionRange.ANY, Channel.NIGHTLY))));
            }
            agreed(id, publishers);
        }
    }

    private static ProvisioningException ambiguous(SkillId id, List<String> who) {
        return Refusals.of(
                409,
                "id_ambiguous",
                "Several sources have a skill " + id + ", and it is not the same publisher's: " + String.join("; ", who)
                        + ".",
                "Find out which one you mean, then name its source, as in ./ctos install " + id + " --source NAME.",
                who);
    }

    private static ProvisioningException cannotBeAsked(SkillId id, SourceFailure failure, Collection<String> having) {
        String otherwise = having.isEmpty()
                ? ""
                : " Who knows that " + id + " is at home at " + String.join(" or ", having)
                        + " names that with --source.";
        return Refusals.of(
                failure.problem().status(),
                failure.problem().code(),
                failure.problem().detail() + " " + id + " was never installed here, and may be at home there.",
                failure.problem().nextStep() + otherwise);
    }
}
