package net.chingtech.ctos.gateways.internal.quota;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.gateways.Admissions.QuotaListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The quota of one skill: knows since when it is over it, and tells who must hold it. */
public final class Quota {

    private static final long NANOS_IN_MS = 1_000_000;
    private static final long LOOK_EVERY_MS = 3_000;

    /** A folder with many files is looked at less often, so that looking takes at most a small part of the time. */
    private static final int PAUSE_PER_LOOK = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Quota.class);

    private final String skill;
    private final Path data;
    private final Path temp;
    private final QuotaLimits limits;
    private final Consumer<Problem> news;
    private final List<QuotaListener> listeners = new CopyOnWriteArrayList<>();
    private Problem over;
    private long nextLook = Long.MIN_VALUE;

    /** @param news told the problem when it is over its quota, null when it fits again */
    public Quota(String skill, Path data, Path temp, QuotaLimits limits, Consumer<Problem> news) {
        this.skill = skill;
        this.data = data;
        this.temp = temp;
        this.limits = limits;
        this.news = news;
    }

    public synchronized void tell(QuotaListener listener) {
        listeners.add(listener);
        if (over != null) {
            listener.over(over);
        }
    }

    /** Measures, when it is time to. */
    public synchronized void look() {
        long begun = System.nanoTime();
        if (begun < nextLook) {
            return;
        }
        try {
            Problem now = measure();
            long took = System.nanoTime() - begun;
            nextLook = System.nanoTime() + Math.max(LOOK_EVERY_MS * NANOS_IN_MS, PAUSE_PER_LOOK * took);
            if ((now == null) != (over == null)) {
                over = now;
                news.accept(now);
                listeners.forEach(this::tellNow);
            }
        } catch (IOException e) {
            LOG.warn("The folders of {} cannot be measured: {}", skill, e.toString());
        }
    }

    private void tellNow(QuotaListener listener) {
        if (over == null) {
            listener.fits();
        } else {
            listener.over(over);
        }
    }

    private Problem measure() throws IOException {
        FolderSize kept = FolderSize.of(data, limits.files());
        if (kept.bytes() > limits.dataBytes()) {
            return problem("data folder holds " + mib(kept.bytes()) + " of " + mib(limits.dataBytes()) + " MiB");
        }
        FolderSize passing = FolderSize.of(temp, limits.files());
        if (passing.bytes() > limits.tempBytes()) {
            return problem(
                    "temporary folder holds " + mib(passing.bytes()) + " of " + mib(limits.tempBytes()) + " MiB");
        }
        if (kept.files() + passing.files() > limits.files()) {
            return problem("folders hold more than " + limits.files() + " files");
        }
        return kept.isWhole() && passing.isWhole()
                ? null
                : problem("folders cannot be measured: something is closed, or deeper than " + FolderSize.DEEPEST
                        + " folders");
    }

    private static long mib(long bytes) {
        return (bytes + QuotaLimits.MIB - 1) / QuotaLimits.MIB;
    }

    private Problem problem(String what) {
        return new Problem(
                507,
                "quota_exceeded",
                "The " + what + ": " + skill + " may not write until something is deleted there.",
                "Delete what it does not need in skills/data/" + skill
                        + " of the container's home, or start the container"
                        + " with a larger quota (./ctos run --help); ask its author why it keeps so much.");
    }
}
