package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit log in {@code audit/log.jsonl}: one JSON object in a line for each entry. */
@Component
public final class FileAuditLog implements AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(FileAuditLog.class);

    private final Path path;
    private final Clock clock;
    private final AuditFile file;
    private long number;
    private String last = AuditChain.BEGINNING;

    @Activate
    public FileAuditLog(BundleContext context) {
        this(ContainerHome.of(context).audit(), Clock.systemUTC());
    }

    FileAuditLog(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
        try {
            this.file = new AuditFile(path);
            Path torn = file.setTornLineAside();
            findTheEnd();
            if (torn != null) {
                LOG.warn("The audit log ended in the middle of a line, which is now in {}", torn);
                record("container", "audit_line_set_aside", torn.getFileName().toString(), Map.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log " + path + " cannot be opened", e);
        }
    }

    /** An unreadable last line is kept: the next entry holds its digest, and {@link #verify()} names it. */
    private void findTheEnd() throws IOException {
        file.fromTheEnd(line -> {
            if (number == 0) {
                last = AuditChain.read(line).map(Entry::digest).orElseGet(() -> Digests.sha256Hex(line));
            }
            number++;
            return true;
        });
    }

    @Override
    public synchronized void record(String actor, String action, String subject, Map<String, String> details) {
        Entry entry = AuditChain.entry(number + 1, clock.instant(), actor, action, subject, details, last);
        try {
            file.append(AuditChain.line(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the audit log " + path + " cannot be written: nothing is done without it", e);
        }
        number = entry.number();
        last = entry.digest();
    }

    @Override
    public synchronized List<Entry> newest(int most) {
        List<Entry> newest = new ArrayList<>();
        if (most <= 0) {
            return newest;
        }
        try {
            file.fromTheEnd(line -> {
                AuditChain.read(line).ifPresent(newest::add);
                return newest.size() < most;
            });
            return newest;
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log " + path + " cannot be read", e);
        }
    }

    @Override
    public synchronized Verdict verify() {
        try {
            return AuditWalk.verify(path, last);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log " + path + " cannot be read", e);
        }
    }

    @Deactivate
    void close() throws IOException {
        file.close();
    }
}
