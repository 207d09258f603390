package net.chingtech.ctos.access.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.audit.AuditCheck;
import net.chingtech.ctos.format.audit.AuditHead;
import net.chingtech.ctos.format.audit.AuditLine;
import net.chingtech.ctos.format.audit.AuditLines;
import net.chingtech.ctos.format.audit.AuditVerdict;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit log in {@code audit/log.jsonl}: one JSON object in a line for each entry, the newest also in {@code audit/head}. */
@Component
public final class FileAuditLog implements AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(FileAuditLog.class);
    private static final String CONTAINER = "container";

    private final Path path;
    private final Clock clock;
    private final AuditFile file;
    private final AuditHeadFile headFile;
    private AuditHead head;

    @Activate
    public FileAuditLog(BundleContext context) {
        this(ContainerHome.of(context).audit(), Clock.systemUTC());
    }

    FileAuditLog(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
        this.headFile = new AuditHeadFile(path.resolveSibling(AuditHead.FILE));
        try {
            AuditFile.createFolder(path.getParent());
            AuditOpening opening = AuditOpening.of(path, headFile);
            this.file = new AuditFile(path);
            Path torn = file.setTornLineAside();
            head = opening.judge(file);
            if (opening.difference() != null) {
                LOG.error("The audit log {} is not what it was: {}", path, opening.difference());
                append(CONTAINER, AuditLine.DIFFERS, "line " + (head.number() + 1), opening.details(), headFile::begin);
            }
            if (torn != null) {
                LOG.warn("The audit log ended in the middle of a line, which is now in {}", torn);
                record(CONTAINER, "audit_line_set_aside", torn.getFileName().toString(), Map.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log " + path + " cannot be opened", e);
        }
    }

    @Override
    public synchronized void record(String actor, String action, String subject, Map<String, String> details) {
        append(actor, action, subject, details, headFile::write);
    }

    /** Names the newest entry beside the log. */
    private interface Naming {
        void name(AuditHead next) throws IOException;
    }

    private void append(String actor, String action, String subject, Map<String, String> details, Naming naming) {
        AuditLine line =
                AuditLine.of(head.number() + 1, clock.instant(), actor, action, subject, details, head.digest());
        AuditHead next = new AuditHead(line.number(), line.digest());
        try {
            // The line first: a head without its line would look like one that was cut off.
            file.append(line.bytes(), () -> naming.name(next));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the audit log " + path + " cannot be written: nothing is done without it", e);
        }
        head = next;
    }

    @Override
    public synchronized List<Entry> newest(int most) {
        List<Entry> newest = new ArrayList<>();
        if (most <= 0) {
            return newest;
        }
        try {
            file.fromTheEnd(line -> {
                AuditLine.read(line).map(FileAuditLog::entry).ifPresent(newest::add);
                return newest.size() < most;
            });
            return newest;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Page page(long before, String skill, int most) {
        long end;
        long lines;
        synchronized (this) {
            end = length();
            lines = head.number();
        }
        // Through a file of its own, so that nobody who records something waits for a reader.
        try (RandomAccessFile reader = new RandomAccessFile(path.toFile(), "r")) {
            AuditPage page = new AuditPage(lines, before, skill, most);
            LinesBackwards.walk(reader, end, page);
            return page.found();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public List<Entry> from(long number, int most) {
        List<Entry> entries = new ArrayList<>();
        long end = length();
        try (InputStream in = new BufferedInputStream(new FirstBytes(Files.newInputStream(path), end))) {
            AuditLines lines = new AuditLines(in);
            byte[] line = lines.next();
            for (long at = 1; line != null && entries.size() < most; at++, line = lines.next()) {
                if (at >= number) {
                    AuditLine.read(line).map(FileAuditLog::entry).ifPresent(entries::add);
                }
            }
            return entries;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void export(OutputStream out) throws IOException {
        // What is written meanwhile is left out, so that nobody waits for a slow reader.
        try (InputStream in = new FirstBytes(Files.newInputStream(path), length())) {
            in.transferTo(out);
        }
    }

    @Override
    public synchronized Verdict verify() {
        try {
            AuditVerdict verdict = AuditCheck.running(path, head);
            return new Verdict(verdict.whole(), verdict.entries(), verdict.firstBroken(), verdict.detail());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Every line up to here is whole. */
    private synchronized long length() {
        try {
            return file.length();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static Entry entry(AuditLine line) {
        return new Entry(
                line.number(),
                line.at(),
                line.actor(),
                line.action(),
                line.subject(),
                line.details(),
                line.previous(),
                line.digest());
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("the audit log " + path + " cannot be read", e);
    }

    @Deactivate
    void close() throws IOException {
        headFile.close();
        file.close();
    }
}
