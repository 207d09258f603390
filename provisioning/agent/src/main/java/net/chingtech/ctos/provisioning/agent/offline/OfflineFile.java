package net.chingtech.ctos.provisioning.agent.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.OfflineSwitch;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in {@code trust/offline.json} whether the hubs are left alone; without the file they are asked. */
@Component(service = {Offline.class, OfflineSwitch.class})
public final class OfflineFile implements OfflineSwitch {

    private static final Logger LOG = LoggerFactory.getLogger(OfflineFile.class);

    private static final int FORMAT = 1;

    private final Path file;
    private final AuditLog audit;
    private volatile boolean on;

    /** What the file holds. */
    private record Kept(int format, boolean offline) {}

    @Activate
    public OfflineFile(BundleContext context, @Reference AuditLog audit) {
        this(ContainerHome.of(context), audit);
    }

    OfflineFile(ContainerHome home, AuditLog audit) {
        this.file = home.trust().resolve("offline.json");
        this.audit = audit;
        this.on = kept(file);
    }

    /** A file that says nothing certain means that somebody wanted it: then no hub is asked until an administrator says so. */
    private static boolean kept(Path file) {
        try {
            if (!Files.exists(file)) {
                return false;
            }
            Kept kept = Json.read(Files.readAllBytes(file), Kept.class);
            if (kept.format() == FORMAT) {
                return kept.offline();
            }
            LOG.error("{} has the format {}, which is not known here: no hub is asked", file, kept.format());
        } catch (IOException | FormatException e) {
            LOG.error("{} cannot be read, so no hub is asked until offline mode is switched off", file, e);
        }
        return true;
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public synchronized void set(boolean wanted, String actor) throws ProvisioningException {
        if (wanted == on) {
            return;
        }
        try {
            keep(wanted);
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "write " + file), e);
        }
        try {
            audit.record(actor, wanted ? "offline_on" : "offline_off", "hubs", Map.of());
        } catch (UncheckedIOException e) {
            undo(e);
            throw new ProvisioningException(DiskFailures.of(e.getCause(), "write the audit log"), e);
        }
        on = wanted;
        LOG.info("{} switched offline mode {}", actor, wanted ? "on" : "off");
    }

    private void keep(boolean offline) throws IOException {
        WholeFile.write(file, Json.writePretty(new Kept(FORMAT, offline)));
    }

    /** Nothing is switched that could not be recorded, at the next start neither. */
    private void undo(UncheckedIOException why) {
        try {
            keep(on);
        } catch (IOException e) {
            why.addSuppressed(e);
            LOG.error("{} holds a switch that could not be recorded, and could not be written back", file, e);
        }
    }
}
