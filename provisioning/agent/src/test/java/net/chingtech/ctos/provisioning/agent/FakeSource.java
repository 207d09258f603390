package net.chingtech.ctos.provisioning.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Objection;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.provisioning.Standing;
import net.chingtech.ctos.sign.SignedRelease;

/** A source over signed JARs on disk, that answers in any order and fails on demand. */
final class FakeSource implements SkillSource {

    private final String id;
    private final List<Release> releases = new ArrayList<>();
    private final Map<String, Path> jars = new HashMap<>();
    private Random order = new Random(0);

    volatile boolean down;
    /** Why, when it is not that nobody answers. */
    volatile Problem downWith;
    /** Answers only when the asker gives up. */
    /** Said with each page: what cannot be believed of this source. */
    volatile Problem doubt;

    volatile boolean slow;
    /** Refuses the next downloads with this. */
    volatile Problem fetchProblem;
    /** Hands out these bytes in place of the JAR. */
    volatile byte[] otherBytes;
    /** Told before it lists the releases of a skill. */
    volatile Runnable beforeReleases = () -> {};
    /** Told before each download. */
    volatile Runnable beforeFetch = () -> {};

    /** Told before it says how releases stand. */
    volatile Runnable beforeStanding = () -> {};

    /** What it revoked, by the artifact's digest. */
    final Map<String, Revoked> revoked = new HashMap<>();
    /** What it holds against releases though it signs no lists, by the artifact's digest; of others it says nothing. */
    final Map<String, Optional<Objection>> objections = new HashMap<>();
    /** What it says about keys. */
    final List<Envelope> notices = new ArrayList<>();
    /** Until when its lists are believed; null when it signs none. */
    volatile Instant listsExpire;
    /** When it took in all that it has. */
    volatile Instant listedAt = Instant.EPOCH;

    volatile boolean listsNothing;

    /** The best tier that its skills are taken for; null for any. */
    volatile Tier maxTier;
    /** The tier that it shows for all of its skills; null for none. */
    volatile Tier shown;

    /** What it says follows legacy skills; null when it says nothing. */
    volatile SkillMap map;
    /** Why its map cannot be had. */
    volatile Problem mapProblem;

    /** Whether somebody connected it. */
    volatile boolean hub = true;

    /** How many of what is found one can leaf to. */
    volatile int deepest = Integer.MAX_VALUE;
    /** Whether it keeps to itself how many there are. */
    volatile boolean uncounted;

    volatile List<CategoryCount> categories = List.of();

    /** What it is rated, by id and stars; null when it takes no ratings. */
    volatile List<String> rated;

    volatile int askedForSearch;
    volatile int askedForMap;
    volatile int fetched;
    volatile int askedForStanding;
    volatile int askedForReleases;
    volatile int askedForUpdates;

    FakeSource(String id) {
        this.id = id;
    }

    void add(SignedRelease signed) {
        add(signed, null);
    }

    void add(SignedRelease signed, Listing listing) {
        ReleaseInfo info = new ReleaseInfo(
                signed.manifest(),
                signed.envelope(),
                signed.statement().artifact().sha256(),
                signed.statement().artifact().size(),
                signed.statement().requirements(),
                signed.statement().capabilities(),
                signed.manifest().releaseNotes(),
                "download");
        releases.add(new Release(id, signed.envelope(), signed.statement(), info, listing));
        jars.put(signed.statement().artifact().sha256(), signed.jar());
    }

    void add(Release release) {
        releases.add(release);
    }

    List<Release> all() {
        return releases;
    }

    void shuffle(long seed) {
        order = new Random(seed);
        Collections.shuffle(releases, order);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SearchPage search(SkillQuery query) throws ProvisioningException {
        askedForSearch++;
        mustBeUp();
        List<SearchPage.Found> found = releases.stream()
                .filter(release -> release.info().manifest().name().contains(query.text()))
                .map(release -> new SearchPage.Found(card(release), id, null))
                .sorted(Comparator.comparing(each -> each.card().name()))
                .toList();
        int from = Math.min(found.size(), (query.page() - 1) * query.perPage());
        int to = Math.min(found.size(), from + query.perPage());
        return new SearchPage(
                found.subList(from, to),
                query.page(),
                query.perPage(),
                found.size(),
                uncounted,
                Math.min(found.size(), deepest),
                categories,
                doubts());
    }

    private List<SearchPage.SourceFailure> doubts() {
        return doubt == null ? List.of() : List.of(new SearchPage.SourceFailure(id, doubt));
    }

    @Override
    public SkillDetails details(SkillId skill) throws ProvisioningException {
        Release newest = releases(skill, VersionRange.ANY, Channel.NIGHTLY).get(0);
        return new SkillDetails(
                new SkillPage(
                        card(newest),
                        "",
                        "",
                        List.of(),
                        null,
                        "",
                        "",
                        List.of(),
                        newest.claim().dependencies(),
                        List.of(),
                        List.of()),
                id);
    }

    @Override
    public Optional<SkillMap> map() throws ProvisioningException {
        askedForMap++;
        mustBeUp();
        if (mapProblem != null) {
            throw new ProvisioningException(mapProblem);
        }
        return Optional.ofNullable(map);
    }

    @Override
    public List<Release> releases(SkillId skill, VersionRange range, Channel channel) throws ProvisioningException {
        askedForReleases++;
        beforeReleases.run();
        mustBeUp();
        List<Release> mine = new ArrayList<>(releases.stream()
                .filter(release -> release.claim().id().equals(skill))
                .toList());
        if (mine.isEmpty()) {
            throw new ProvisioningException(new Problem(404, "skill_unknown", "no " + skill, ""));
        }
        mine.removeIf(release -> !range.equals(VersionRange.ANY)
                && !range.includes(release.claim().version()));
        Collections.shuffle(mine, order);
        return mine;
    }

    @Override
    public void fetch(Release release, Path target, ProgressListener progress) throws ProvisioningException {
        fetched++;
        beforeFetch.run();
        mustBeUp();
        try {
            byte[] bytes = otherBytes != null
                    ? otherBytes
                    : Files.readAllBytes(jars.get(release.claim().artifact().sha256()));
            Files.write(target, Arrays.copyOf(bytes, bytes.length / 2));
            progress.transferred(bytes.length / 2, bytes.length);
            if (fetchProblem != null) {
                Files.delete(target);
                throw new ProvisioningException(fetchProblem);
            }
            Files.write(target, bytes);
            progress.transferred(bytes.length, bytes.length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<UpdateLine> updates(List<? extends KnownVersion> installed, Channel channel)
            throws ProvisioningException {
        askedForUpdates++;
        mustBeUp();
        List<UpdateLine> lines = new ArrayList<>();
        for (KnownVersion skill : installed) {
            releases.stream()
                    .filter(release -> release.claim().id().equals(skill.id())
                            && release.claim().version().compareTo(skill.version()) > 0)
                    .max((a, b) -> a.claim().version().compareTo(b.claim().version()))
                    .ifPresent(release -> lines.add(new UpdateLine(
                            skill.id(),
                            skill.version(),
                            release.claim().version(),
                            release.claim().version().severityFrom(skill.version()),
                            release.claim().securityFix(),
                            release.info().releaseNotes(),
                            List.of())));
        }
        return lines;
    }

    @Override
    public Optional<Standing> standing(Collection<Standing.Ref> installed) throws ProvisioningException {
        askedForStanding++;
        beforeStanding.run();
        mustBeUp();
        Map<Standing.Ref, Listing> listings = new HashMap<>();
        for (Standing.Ref ref : installed) {
            if (!listsNothing
                    && releases.stream()
                            .anyMatch(one -> one.claim().artifact().sha256().equals(ref.sha256()))) {
                listings.put(ref, new Listing(listedAt, false, revoked.get(ref.sha256())));
            }
        }
        return Optional.of(new Standing(Instant.EPOCH, listings, notices));
    }

    @Override
    public Map<Standing.Ref, Optional<Objection>> objections(Collection<Standing.Ref> installed)
            throws ProvisioningException {
        mustBeUp();
        Map<Standing.Ref, Optional<Objection>> said = new HashMap<>();
        installed.stream()
                .filter(ref -> objections.containsKey(ref.sha256()))
                .forEach(ref -> said.put(ref, objections.get(ref.sha256())));
        return said;
    }

    @Override
    public boolean isHub() {
        return hub;
    }

    @Override
    public SkillCard.Rating rate(SkillId id, Integer stars) throws ProvisioningException {
        if (rated == null) {
            return SkillSource.super.rate(id, stars);
        }
        if (down) {
            throw new ProvisioningException(new Problem(503, "source_unreachable", "It is down.", "Wait."));
        }
        rated.add(id + " " + stars);
        return SkillCard.Rating.of(stars == null ? 0 : stars, stars == null ? 0 : 1);
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(id, null, maxTier, null, null, null, listsExpire, null);
    }

    private SkillCard card(Release release) {
        return new SkillCard(
                release.claim().id(),
                release.info().manifest().name(),
                "",
                "",
                shown,
                List.of(),
                List.of(),
                release.claim().version(),
                null,
                SkillCard.Rating.NONE,
                0,
                release.claim().publishedAt());
    }

    private void mustBeUp() throws ProvisioningException {
        if (slow) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (down) {
            throw new ProvisioningException(
                    downWith != null
                            ? downWith
                            : new Problem(503, "source_unreachable", id + " is down.", "Try again later."));
        }
    }
}
