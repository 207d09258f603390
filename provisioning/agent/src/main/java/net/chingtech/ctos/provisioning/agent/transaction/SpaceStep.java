package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.journal.Act;

/** Asks whether there is room for all that will be copied, before anything is touched. */
final class SpaceStep implements Step {

    private final World world;
    private final List<Work> works;

    SpaceStep(World world, List<Work> works) {
        this.world = world;
        this.works = works;
    }

    @Override
    public Act act() {
        return Act.SPACE;
    }

    @Override
    public SkillId skill() {
        return null;
    }

    @Override
    public String words() {
        return "Look whether there is room for a copy of the data";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        require(world, works);
    }

    static void require(World world, List<Work> works) throws StepFailed {
        Map<String, Long> bytes = new LinkedHashMap<>();
        try {
            for (Work work : works) {
                long copied = world.backups().bytesNow(work.id());
                // Data that is put back is copied as well: the state that it belongs to is kept.
                long back = work.part().restores() ? work.part().past().backupBytes() : 0;
                long carried = work.part().carries() == null
                        ? 0
                        : work.part().carries().carried().bytes();
                bytes.put(work.item().name(), copied + back + carried);
            }
            world.space().require(bytes);
        } catch (IOException e) {
            throw StepFailed.of(e, "see how much data there is");
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }
}
