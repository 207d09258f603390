package net.chingtech.ctos.provisioning.agent.plan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.runtime.SkillBelongings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** About how much a skill's data takes; what takes too long to count is counted as far as it came. */
public final class DataSize {

    private static final Logger LOG = LoggerFactory.getLogger(DataSize.class);

    private final Folders folders;
    private final SkillBelongings belongings;
    private final Duration longest;

    public DataSize(Folders folders, SkillBelongings belongings, Duration longest) {
        this.folders = folders;
        this.belongings = belongings;
        this.longest = longest;
    }

    /** Whether there is anything that must not be lost; also when nobody can say. */
    boolean hasAny(SkillId id) {
        try {
            return folders.hasData(id) || belongings.hasTables(id);
        } catch (IOException e) {
            LOG.warn("whether {} has tables cannot be told, so it is taken to have some", id, e);
            return true;
        }
    }

    /** The data folder and the skill's own tables, in bytes. */
    long of(SkillId id) {
        long tables = 0;
        try {
            tables = belongings.tableBytes(id);
        } catch (IOException e) {
            LOG.warn("how much the tables of {} take cannot be told", id, e);
        }
        return tables + files(folders.data(id));
    }

    private long files(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        long end = System.nanoTime() + longest.toNanos();
        long[] bytes = new long[1];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += attributes.size();
                    return System.nanoTime() < end ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // It was removed meanwhile, or nobody may look into it: the copy will say so.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("{} cannot be looked through", folder, e);
        }
        return bytes[0];
    }
}
