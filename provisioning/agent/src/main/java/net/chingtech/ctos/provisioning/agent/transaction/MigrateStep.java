package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillManifest.Migration;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.StartFailed;

/**
 * Brings data and settings forward as the new version's manifest says, in its order. What was there was copied before, and is
 * put back by that.
 */
final class MigrateStep extends WorkStep {

    private final SkillVersion data;

    /** @param data the version whose data is there, or null */
    MigrateStep(World world, Work work, SkillVersion data) {
        super(Act.MIGRATE, world, work);
        this.data = data;
    }

    /** Whether a new version has data to bring forward. */
    static boolean isNeeded(World world, Work work) {
        return work.downloads()
                && !of(work.part().release().info().manifest(), work.grants(), DataVersion.goneOnWith(world, work))
                        .isEmpty();
    }

    /** What there is to do; scripts only where the skill may have tables of its own. */
    static List<Migration> of(SkillManifest manifest, List<SkillPermission> grants, SkillVersion data) {
        boolean tables = grants.contains(new SkillPermission.DbOwn());
        return manifest.migrationsFrom(data).stream()
                .filter(one -> tables || one.service() != null)
                .toList();
    }

    @Override
    public String words() {
        return "Bring the data of " + work.item().name() + (data == null ? "" : " " + data) + " forward to "
                + work.to();
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        work.reshapes();
        try {
            for (List<Migration> stretch : stretches()) {
                context.checkCancelled();
                if (stretch.get(0).script() != null) {
                    List<String> scripts =
                            stretch.stream().map(Migration::script).toList();
                    world.belongings().migrate(work.staged(), scripts).forEach(script -> context.task()
                            .log(script + " ran"));
                } else {
                    serve(stretch.stream().map(Migration::service).toList());
                    stretch.forEach(one -> context.task().log(one.service() + " ran"));
                }
            }
        } catch (StartFailed e) {
            throw StepFailed.of(e);
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        } catch (SettingsRefused e) {
            throw new StepFailed(e.problem(), e);
        } catch (IOException e) {
            throw StepFailed.of(e, "bring the settings of " + work.item().name() + " forward");
        }
    }

    private void serve(List<String> services) throws StartFailed, ProvisioningException, SettingsRefused, IOException {
        Map<String, Map<String, Object>> settings = world.settings().values(work.id(), work.to());
        MigrationOrder order =
                new MigrationOrder(services, data, settings, world.pace().migration());
        Map<String, Map<String, Object>> next =
                world.hosts().require(work.item().host()).migrate(work.staged(), new Grants(work.grants()), order);
        world.settings().replace(work.staged(), next);
    }

    /** Those of one kind that follow each other are done together. */
    private List<List<Migration>> stretches() {
        List<List<Migration>> stretches = new ArrayList<>();
        for (Migration one : of(work.staged().manifest(), work.grants(), data)) {
            List<Migration> last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last == null || (last.get(0).script() == null) != (one.script() == null)) {
                last = new ArrayList<>();
                stretches.add(last);
            }
            last.add(one);
        }
        return stretches;
    }
}
