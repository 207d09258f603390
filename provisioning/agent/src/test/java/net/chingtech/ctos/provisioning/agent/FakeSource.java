package net.chingtech.ctos.provisioning.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.sign.SignedRelease;

/** A source over signed JARs on disk, that answers in any order and fails on demand. */
final class FakeSource implements SkillSource {

    private final String id;
    private final List<Release> releases = new ArrayList<>();
    private final Map<String, Path> jars = new HashMap<>();
    private Random order = new Random(0);

    volatile boolean down;
    /** Answers only when the asker gives up. */
    volatile boolean slow;
    /** Refuses the next downloads with this. */
    volatile Problem fetchProblem;
    /** Hands out these bytes in place of the JAR. */
    volatile byte[] otherBytes;
    /** Told before each download. */
    volatile Runnable beforeFetch = () -> {};

    volatile int fetched;

    FakeSource(String id) {
        this.id = id;
    }

    void add(SignedRelease signed) {
        ReleaseInfo info = new ReleaseInfo(
                signed.manifest(),
                signed.envelope(),
                signed.statement().artifact().sha256(),
                signed.statement().artifact().size(),
                signed.statement().requirements(),
                signed.statement().capabilities(),
                signed.manifest().releaseNotes(),
                "download");
        releases.add(new Release(id, signed.envelope(), signed.statement(), info));
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
        mustBeUp();
        List<SearchPage.Found> found = releases.stream()
                .filter(release -> release.info().manifest().name().contains(query.text()))
                .map(release -> new SearchPage.Found(card(release), id, null))
                .sorted(Comparator.comparing(each -> each.card().name()))
                .toList();
        int from = Math.min(found.size(), (query.page() - 1) * query.perPage());
        int to = Math.min(found.size(), from + query.perPage());
        return new SearchPage(found.subList(from, to), query.page(), query.perPage(), found.size(), List.of());
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
    public List<Release> releases(SkillId skill, VersionRange range, Channel channel) throws ProvisioningException {
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
    public List<UpdateLine> updates(List<InstalledSkill> installed, Channel channel) throws ProvisioningException {
        mustBeUp();
        List<UpdateLine> lines = new ArrayList<>();
        for (InstalledSkill skill : installed) {
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

    private static SkillCard card(Release release) {
        return new SkillCard(
                release.claim().id(),
                release.info().manifest().name(),
                "",
                "",
                null,
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
                    new Problem(503, "source_unreachable", id + " is down.", "Try again later."));
        }
    }
}
