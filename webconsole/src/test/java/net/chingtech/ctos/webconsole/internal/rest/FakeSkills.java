package net.chingtech.ctos.webconsole.internal.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.UpdateCheck;

/** A catalogue in memory, that remembers what it was asked. */
class FakeSkills implements SkillManager {

    final FakeTasks tasks;
    final List<SkillQuery> queries = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Set<SkillPermission>> grants = new ArrayList<>();
    final List<Consent> consents = new ArrayList<>();
    final Map<SkillId, InstalledSkill> installed = new TreeMap<>();
    final Map<String, Plan> plans = new TreeMap<>();

    FakeSkills(FakeTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public SearchPage search(SkillQuery query) {
        queries.add(query);
        List<SearchPage.Found> found = Samples.pages().stream()
                .filter(page -> (page.card().name()
                                + page.card().summary()
                                + page.card().id())
                        .toLowerCase(Locale.ROOT)
                        .contains(query.text().toLowerCase(Locale.ROOT)))
                .filter(page -> query.tier() == null || page.card().tier().equals(query.tier()))
                .map(page -> new SearchPage.Found(
                        page.card(),
                        Samples.SOURCE,
                        Optional.ofNullable(installed.get(page.card().id()))
                                .map(skill -> skill.version().toString())
                                .orElse(null)))
                .toList();
        return new SearchPage(found, query.page(), query.perPage(), found.size(), List.of());
    }

    @Override
    public SkillDetails details(SkillId id) throws ProvisioningException {
        return new SkillDetails(page(id), Samples.SOURCE);
    }

    SkillPage page(SkillId id) throws ProvisioningException {
        return Samples.pages().stream()
                .filter(page -> page.card().id().equals(id))
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
        return Samples.release(page, version);
    }

    @Override
    public Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        page(id);
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
        Plan plan = SamplePlans.plan(this, change);
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
    public UpdateCheck checkForUpdates() {
        return lastUpdateCheck();
    }

    @Override
    public UpdateCheck lastUpdateCheck() {
        return new UpdateCheck(Instant.EPOCH, Samples.updates(installed), List.of());
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
}
