package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/** Brings the JAR into staging: from the cache, or from its source. */
final class FetchStep extends WorkStep {

    FetchStep(World world, Work work) {
        super(Act.FETCH, world, work);
    }

    @Override
    public String words() {
        return "Download " + work.words();
    }

    @Override
    public long weight() {
        return SMALL + work.item().size();
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        Path target = context.staging().resolve(work.id() + "_" + work.to() + ".jar");
        work.fetched(target);
        try {
            Files.createDirectories(context.staging());
            if (world.cache().copyTo(target, work.item().sha256())) {
                context.task().log("it is in the cache, nothing to download");
                return;
            }
            String source = work.item().source();
            SkillSource from = world.sources()
                    .find(source)
                    .orElseThrow(() -> Refusals.sourceUnreachable(source, "it is not connected to this container"));
            from.fetch(work.part().release(), target, (bytes, of) -> {
                context.task().checkCancelled();
                context.progress().done(bytes, of);
            });
        } catch (IOException e) {
            throw StepFailed.of(e, "download " + work.words());
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        try {
            Files.deleteIfExists(work.fetched());
        } catch (IOException e) {
            throw StepFailed.of(e, "delete " + work.fetched());
        }
    }
}
