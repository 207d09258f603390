package net.chingtech.ctos.provisioning.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.provisioning.Alert;
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
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.catalogue.Catalogue;
import net.chingtech.ctos.provisioning.agent.disk.BroughtFiles;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.policy.UpdatePolicies;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.rating.Rating;
import net.chingtech.ctos.provisioning.agent.standing.ObjectionPoll;
import net.chingtech.ctos.provisioning.agent.standing.StandingPoll;
import net.chingtech.ctos.provisioning.agent.transaction.Changes;
import net.chingtech.ctos.provisioning.agent.transaction.Configuring;
import net.chingtech.ctos.provisioning.agent.transaction.Forgetting;
import net.chingtech.ctos.provisioning.agent.transaction.Granting;
import net.chingtech.ctos.provisioning.agent.transaction.Subscribing;
import net.chingtech.ctos.provisioning.agent.update.UpdateChecks;

/** The {@link SkillManager}: hands each question to the part that knows. */
final class ProvisioningAgent implements SkillManager {

    private final Catalogue catalogue;
    private final Planner planner;
    private final PlanShelf shelf;
    private final Changes changes;
    private final Granting granting;
    private final Configuring configuring;
    private final Forgetting forgetting;
    private final Subscribing subscribing;
    private final UpdatePolicies policies;
    private final Rating ratings;
    private final TrustView trust;
    private final BroughtFiles files;
    private final InstalledView installed;
    private final UpdateChecks updates;
    private final StandingPoll poll;
    private final ObjectionPoll objections;
    private final Alerts alerts;

    ProvisioningAgent(
            Catalogue catalogue,
            Planner planner,
            PlanShelf shelf,
            Changes changes,
            Granting granting,
            Configuring configuring,
            Forgetting forgetting,
            Subscribing subscribing,
            UpdatePolicies policies,
            Rating ratings,
            TrustView trust,
            BroughtFiles files,
            InstalledView installed,
            UpdateChecks updates,
            StandingPoll poll,
            ObjectionPoll objections,
            Alerts alerts) {
        this.catalogue = catalogue;
        this.planner = planner;
        this.shelf = shelf;
        this.changes = changes;
        this.granting = granting;
        this.configuring = configuring;
        this.forgetting = forgetting;
        this.subscribing = subscribing;
        this.policies = policies;
        this.ratings = ratings;
        this.trust = trust;
        this.files = files;
        this.installed = installed;
        this.updates = updates;
        this.poll = poll;
        this.objections = objections;
        this.alerts = alerts;
    }

    @Override
    public SearchPage search(SkillQuery query) {
        return catalogue.search(query);
    }

    @Override
    public SkillDetails details(SkillId id) throws ProvisioningException {
        return catalogue.details(id);
    }

    @Override
    public ReleaseInfo release(SkillId id, VersionRange range) throws ProvisioningException {
        return catalogue.release(id, range);
    }

    @Override
    public Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        return catalogue.file(id, version, path);
    }

    @Override
    public Plan plan(Change change) throws ProvisioningException {
        Planned planned = planner.plan(change);
        shelf.put(planned);
        return planned.plan();
    }

    @Override
    public Task carryOut(Consent consent) throws ProvisioningException {
        return changes.carryOut(consent);
    }

    @Override
    public InstalledSkill grant(SkillId id, Set<SkillPermission> granted, String actor) throws ProvisioningException {
        granting.grant(id, granted, actor);
        return installed(id);
    }

    @Override
    public MigrationReport migration() {
        return planner.migration();
    }

    @Override
    public UpdateCheck checkForUpdates() {
        poll.poll();
        UpdateCheck check = updates.check();
        objections.poll();
        return check;
    }

    @Override
    public UpdateCheck lastUpdateCheck() {
        return updates.last();
    }

    @Override
    public List<InstalledSkill> installed() {
        return installed.all();
    }

    @Override
    public InstalledSkill installed(SkillId id) throws ProvisioningException {
        return installed.all().stream()
                .filter(skill -> skill.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusals.notInstalled(id));
    }

    @Override
    public ReleaseStatement take(Path jar, Envelope statement) throws ProvisioningException {
        return files.take(jar, statement);
    }

    @Override
    public List<SourceStatus> sources() {
        return trust.sources();
    }

    @Override
    public List<Pinned> pins() {
        return trust.pins();
    }

    @Override
    public void forget(SkillId id, String actor) throws ProvisioningException {
        forgetting.forget(id, actor);
    }

    @Override
    public List<Alert> alerts() {
        return alerts.all();
    }

    @Override
    public Alert acknowledge(String alertId, String actor) throws ProvisioningException {
        return alerts.acknowledge(alertId, actor);
    }

    @Override
    public InstalledSkill hold(SkillId id, boolean held, String actor) throws ProvisioningException {
        subscribing.hold(id, held, actor);
        return installed(id);
    }

    @Override
    public InstalledSkill channel(SkillId id, Channel channel, String actor) throws ProvisioningException {
        subscribing.channel(id, channel, actor);
        return installed(id);
    }

    @Override
    public UpdatePolicy policy() {
        return policies.container();
    }

    @Override
    public UpdatePolicy policy(UpdatePolicy policy, String actor) throws ProvisioningException {
        return subscribing.policy(policy, actor);
    }

    @Override
    public InstalledSkill policy(SkillId id, UpdatePolicy policy, String actor) throws ProvisioningException {
        subscribing.policy(id, policy, actor);
        return installed(id);
    }

    @Override
    public Optional<Integer> rating(SkillId id) {
        return ratings.of(id);
    }

    @Override
    public SkillRating rate(SkillId id, Integer stars, String actor) throws ProvisioningException {
        return ratings.rate(id, stars, actor);
    }

    @Override
    public List<PastState> history(SkillId id) throws ProvisioningException {
        return installed.history(id);
    }

    @Override
    public SkillSettingsView settings(SkillId id) throws ProvisioningException {
        return configuring.settings(id);
    }

    @Override
    public Task configure(SkillId id, Map<String, Map<String, Object>> values, String actor)
            throws ProvisioningException {
        return configuring.configure(id, values, actor);
    }
}
