package net.chingtech.ctos.provisioning.agent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
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
import net.chingtech.ctos.provisioning.agent.catalogue.Catalogue;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.transaction.Changes;
import net.chingtech.ctos.provisioning.agent.transaction.Granting;
import net.chingtech.ctos.provisioning.agent.update.UpdateChecks;

/** The {@link SkillManager}: hands each question to the part that knows. */
final class ProvisioningAgent implements SkillManager {

    private final Catalogue catalogue;
    private final Planner planner;
    private final PlanShelf shelf;
    private final Changes changes;
    private final Granting granting;
    private final InstalledView installed;
    private final UpdateChecks updates;

    ProvisioningAgent(
            Catalogue catalogue,
            Planner planner,
            PlanShelf shelf,
            Changes changes,
            Granting granting,
            InstalledView installed,
            UpdateChecks updates) {
        this.catalogue = catalogue;
        this.planner = planner;
        this.shelf = shelf;
        this.changes = changes;
        this.granting = granting;
        this.installed = installed;
        this.updates = updates;
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
    public UpdateCheck checkForUpdates() {
        return updates.check();
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
}
