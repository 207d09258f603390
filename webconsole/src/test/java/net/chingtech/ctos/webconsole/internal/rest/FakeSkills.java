package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.provisioning.PastState;
import net.chingtech.ctos.provisioning.Pinned;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSettingsView;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.UpdateCheck;
import net.chingtech.ctos.provisioning.UpdatePolicy;

/** A catalogue in memory, that remembers what it was asked, by many at once. */
class FakeSkills implements SkillManager {

    final FakeTasks tasks;
    final List<SkillQuery> queries = new CopyOnWriteArrayList<>();
    final List<Change> changes = new CopyOnWriteArrayList<>();
    final List<Set<SkillPermission>> grants = new CopyOnWriteArrayList<>();
    final List<Consent> consents = new CopyOnWriteArrayList<>();
    final Map<SkillId, InstalledSkill> installed = new ConcurrentSkipListMap<>();
    final Map<String, Plan> plans = new ConcurrentSkipListMap<>();
    final List<Alert> alerts = new CopyOnWriteArrayList<>(SampleTrust.alerts());
    final List<Pinned> pins = new CopyOnWriteArrayList<>(SampleTrust.pins());
    List<SourceStatus> sources = SampleTrust.sources();
    final List<String> actors = new CopyOnWriteArrayList<>();
    MigrationReport migration = new MigrationReport(List.of(), List.of());

    /** How the legacy skills here are migrated; null when nobody asks. */
    SampleRoad road;

    final FakeChanges chosen = new FakeChanges();

    final FakeRatings ratings = new FakeRatings();

    /** Beside the one of the samples. */
    final List<AvailableUpdate> updates = new CopyOnWriteArrayList<>();

    /** Beside those of the samples: legacy skills, and what follows them. */
    final List<SkillPage> more = new CopyOnWriteArrayList<>();

    /** Under which other ids a skill is found. */
    final Map<SkillId, List<SearchPage.Origin>> also = new TreeMap<>();

    /** Pictures beside those of the samples, by their path. */
    final Map<String, ReleaseFile> files = new TreeMap<>();

    /** What is new in every release of a skill, where it is not what the samples say. */
    final Map<SkillId, String> notes = new TreeMap<>();

    FakeSkills(FakeTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public SearchPage search(SkillQuery query) {
        queries.add(query);
        List<SkillPage> fitting = pages().filter(page -> (page.card().name()
                                + page.card().summary()
                                + page.card().id())
                        .toLowerCase(Locale.ROOT)
                        .contains(query.text().toLowerCase(Locale.ROOT)))
                .filter(page -> query.tier() == null || page.card().tier().equals(query.tier()))
                .filter(page -> query.source() == null
                        || SampleLegacy.source(page.card().tier()).equals(query.source()))
                .toList();
        List<SearchPage.Found> found = fitting.stream()
                .filter(page ->
                        query.category() == null || page.card().categories().contains(query.category()))
                .map(page -> new SearchPage.Found(
                        page.card(),
                        SampleLegacy.source(page.card().tier()),
                        Optional.ofNullable(installed.get(page.card().id()))
                                .map(skill -> skill.version().toString())
                                .orElse(null),
                        also.getOrDefault(page.card().id(), List.of())))
                .toList();
        List<CategoryCount> categories = fitting.stream()
                .flatMap(page -> page.card().categories().stream())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new CategoryCount(entry.getKey(), entry.getValue()))
                .toList();
        return new SearchPage(
                found, query.page(), query.perPage(), found.size(), false, found.size(), categories, List.of());
    }

    @Override
    public SkillDetails details(SkillId id) throws ProvisioningException {
        SkillPage page = page(id);
        return new SkillDetails(page, SampleLegacy.source(page.card().tier()));
    }

    private Stream<SkillPage> pages() {
        return unrated().map(ratings::shown);
    }

    private Stream<SkillPage> unrated() {
        return Stream.concat(Samples.pages().stream(), more.stream());
    }

    SkillPage page(SkillId id) throws ProvisioningException {
        return find(pages(), id);
    }

    private static SkillPage find(Stream<SkillPage> pages, SkillId id) throws ProvisioningException {
        return pages.filter(page -> page.card().id().equals(id))
                .findFirst()
                .orElseThrow(() -> failure(404, "skill_unknown", "No source has a skill called " + id + "."));
    }

    @Override
    public ReleaseInfo release(SkillId id, VersionRange range) throws ProvisioningException {
        SkillPage page = page(id);
        SkillVersion version = page.versions().stream()
                .map(SkillPage.VersionLine::version)
                .filter(range::includes)
                .findFirst()
                .orElseThrow(() -> failure(404, "version_unknown", "There is no such version."));
        ReleaseInfo release = Samples.release(page, version);
        return new ReleaseInfo(
                release.manifest(),
                release.statement(),
                release.sha256(),
                release.size(),
                release.requirements(),
                release.capabilities(),
                notes.getOrDefault(id, release.releaseNotes()),
                release.downloadUrl());
    }

    @Override
    public Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        page(id);
        if (files.containsKey(path)) {
            return Optional.of(files.get(path));
        }
        return path.endsWith(".svg")
                ? Optional.of(new ReleaseFile(
                        "image/svg+xml", Samples.picture(id, path).getBytes(StandardCharsets.UTF_8)))
                : path.endsWith(".html")
                        ? Optional.of(new ReleaseFile("text/html", "<script>".getBytes(StandardCharsets.UTF_8)))
                        : Optional.empty();
    }

    @Override
    public Plan plan(Change change) throws ProvisioningException {
        changes.add(change);
        Plan plan = road != null && SampleRoad.isOn(change) ? road.plan(change) : SamplePlans.plan(this, change);
        plans.put(plan.planId(), plan);
        return plan;
    }

    @Override
    public Task carryOut(Consent consent) throws ProvisioningException {
        consents.add(consent);
        Plan plan = plans.get(consent.planId());
        if (plan == null) {
            throw failure(404, "plan_unknown", "There is no such plan.");
        }
        if (!plan.digest().equals(consent.digest())) {
            throw failure(409, "plan_changed", "The plan is not the one that was shown.");
        }
        return started(plan);
    }

    Task started(Plan plan) {
        return tasks.put(FakeTasks.task("task-" + consents.size(), Task.State.RUNNING, 0, 1));
    }

    @Override
    public MigrationReport migration() {
        return road == null ? migration : road.report();
    }

    @Override
    public UpdateCheck checkForUpdates() {
        return lastUpdateCheck();
    }

    @Override
    public UpdateCheck lastUpdateCheck() {
        List<AvailableUpdate> all = new ArrayList<>(Samples.updates(installed));
        all.addAll(updates);
        return new UpdateCheck(Instant.EPOCH, all, List.of());
    }

    @Override
    public List<InstalledSkill> installed() {
        return List.copyOf(installed.values());
    }

    @Override
    public InstalledSkill installed(SkillId id) throws ProvisioningException {
        InstalledSkill skill = installed.get(id);
        if (skill == null) {
            throw failure(404, "not_installed", id + " is not installed.");
        }
        return skill;
    }

    /** Believes every signature. */
    @Override
    public ReleaseStatement take(Path jar, Envelope statement) throws ProvisioningException {
        try {
            ReleaseStatement claim = ReleaseStatement.read(statement.payload());
            if (!claim.artifact().sha256().equals(Digests.sha256Hex(Files.readAllBytes(jar)))) {
                throw failure(422, "digest_mismatch", "The JAR is not the one that the statement is about.");
            }
            return claim;
        } catch (FormatException e) {
            throw failure(422, e.code(), "The statement does not say what a statement says.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    @Override
    public Alert acknowledge(String alertId, String actor) throws ProvisioningException {
        for (int i = 0; i < alerts.size(); i++) {
            if (alerts.get(i).id().equals(alertId)) {
                actors.add(actor);
                alerts.set(i, SampleTrust.read(alerts.get(i), Instant.EPOCH));
                return alerts.get(i);
            }
        }
        throw failure(404, "alert_unknown", "There is no such alert.");
    }

    @Override
    public List<SourceStatus> sources() {
        return sources;
    }

    @Override
    public List<Pinned> pins() {
        return List.copyOf(pins);
    }

    @Override
    public void forget(SkillId id, String actor) throws ProvisioningException {
        if (installed.containsKey(id)) {
            throw failure(409, "still_installed", id + " is still installed.");
        }
        if (!pins.removeIf(pin -> pin.id().equals(id))) {
            throw failure(404, "pin_unknown", id + " is not pinned.");
        }
        actors.add(actor);
    }

    static ProvisioningException failure(int status, String code, String detail) {
        return new ProvisioningException(new Problem(status, code, detail, "Look into the catalogue."));
    }

    @Override
    public InstalledSkill grant(SkillId id, Set<SkillPermission> granted, String actor) throws ProvisioningException {
        InstalledSkill now = installed(id);
        for (SkillPermission permission : granted) {
            if (!now.optionalPermissions().contains(permission)) {
                throw failure(409, "permission_not_asked", now.name() + " does not ask for " + permission.name() + ".");
            }
        }
        grants.add(granted);
        InstalledSkill next = Samples.granted(now, granted);
        installed.put(id, next);
        return next;
    }

    @Override
    public InstalledSkill hold(SkillId id, boolean held, String actor) throws ProvisioningException {
        return changed(id, "pinned", held, actor);
    }

    @Override
    public InstalledSkill channel(SkillId id, Channel channel, String actor) throws ProvisioningException {
        return changed(id, "channel", channel, actor);
    }

    @Override
    public UpdatePolicy policy() {
        return chosen.policy;
    }

    @Override
    public UpdatePolicy policy(UpdatePolicy policy, String actor) {
        actors.add(actor);
        chosen.policy = policy.over(UpdatePolicy.DEFAULT);
        return chosen.policy;
    }

    @Override
    public InstalledSkill policy(SkillId id, UpdatePolicy policy, String actor) throws ProvisioningException {
        return changed(id, "policy", policy, actor);
    }

    private InstalledSkill changed(SkillId id, String field, Object value, String actor) throws ProvisioningException {
        InstalledSkill next = FakeChanges.with(installed(id), Map.of(field, value));
        actors.add(actor);
        installed.put(id, next);
        return next;
    }

    @Override
    public Optional<Integer> rating(SkillId id) {
        return Optional.ofNullable(ratings.own.get(id));
    }

    @Override
    public SkillRating rate(SkillId id, Integer stars, String actor) throws ProvisioningException {
        return ratings.rate(find(unrated(), installed(id).id()), stars, actor);
    }

    @Override
    public List<PastState> history(SkillId id) throws ProvisioningException {
        return chosen.history.getOrDefault(installed(id).id(), List.of());
    }

    @Override
    public SkillSettingsView settings(SkillId id) throws ProvisioningException {
        return chosen.view(installed(id).id());
    }

    @Override
    public Task configure(SkillId id, Map<String, Map<String, Object>> values, String actor)
            throws ProvisioningException {
        chosen.configure(installed(id).id(), values);
        actors.add(actor);
        return configured(id);
    }

    Task configured(SkillId id) {
        return tasks.put(FakeTasks.task("task-configure", Task.State.RUNNING, 0, 1));
    }
}
