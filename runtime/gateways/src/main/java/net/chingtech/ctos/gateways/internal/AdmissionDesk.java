package net.chingtech.ctos.gateways.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.gateways.internal.data.Database;
import net.chingtech.ctos.gateways.internal.data.SkillDatabase;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the admitted skills by the location of their bundle. */
@Component(service = {Admissions.class, AdmissionDesk.class})
public final class AdmissionDesk implements Admissions {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionDesk.class);

    private final ContainerHome home;
    private final Database database;
    private final Map<String, Admitted> admitted = new ConcurrentHashMap<>();
    private final Map<SkillId, SkillLog> logs = new ConcurrentHashMap<>();

    @Activate
    public AdmissionDesk(BundleContext context, @Reference Database database) {
        this(ContainerHome.of(context), database);
    }

    AdmissionDesk(ContainerHome home, Database database) {
        this.home = home;
        this.database = database;
    }

    @Override
    public Admission admit(StagedSkill skill, Grants grants) throws StartFailed {
        Path dataFolder = home.data().resolve(skill.id().value());
        boolean hasTemp = grants.has(new SkillPermission.FilesystemTemp());
        Path tempFolder = home.temp().resolve(skill.id() + "_" + skill.version());
        try {
            Files.createDirectories(dataFolder);
            empty(tempFolder, hasTemp);
        } catch (IOException | UncheckedIOException e) {
            throw new StartFailed(
                    new Problem(
                            500,
                            "folder_failed",
                            "The folders of " + skill.id() + " could not be made: " + e.getMessage(),
                            "Check the rights and the free space of the container's home."),
                    e);
        }
        Optional<SkillDatabase> data = openDatabase(skill, grants);
        Admitted entry = new Admitted(
                skill,
                grants,
                dataFolder,
                hasTemp ? Optional.of(tempFolder) : Optional.empty(),
                data,
                logs.computeIfAbsent(
                        skill.id(),
                        id -> new SkillLog(home.logs().resolve("skills").resolve(id + ".log"), Clock.systemUTC())),
                () -> leave(skill.location(), tempFolder));
        if (admitted.putIfAbsent(skill.location(), entry) != null) {
            data.ifPresent(SkillDatabase::close);
            throw new IllegalStateException("admitted already: " + skill.location());
        }
        return entry;
    }

    private Optional<SkillDatabase> openDatabase(StagedSkill skill, Grants grants) throws StartFailed {
        List<String> read = grants.of(SkillPermission.DbRead.class).stream()
                .map(SkillPermission.DbRead::area)
                .toList();
        List<String> write = grants.of(SkillPermission.DbWrite.class).stream()
                .map(SkillPermission.DbWrite::area)
                .toList();
        return read.isEmpty() && write.isEmpty()
                ? Optional.empty()
                : Optional.of(database.open(skill.id().value(), read, write));
    }

    private static void empty(Path folder, boolean create) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        if (create) {
            Files.createDirectories(folder);
        }
    }

    private void leave(String location, Path tempFolder) {
        admitted.remove(location);
        try {
            empty(tempFolder, false);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The temporary folder {} could not be removed: {}", tempFolder, e.toString());
        }
    }

    /**
     * The skill that a bundle is.
     *
     * @throws IllegalStateException when the bundle is no admitted skill: it gets no gateway
     */
    Admitted of(Bundle bundle) {
        String location = Privileged.run(bundle::getLocation);
        Admitted skill = location.startsWith(StagedSkill.LOCATION_PREFIX) ? admitted.get(location) : null;
        if (skill == null) {
            throw new IllegalStateException("no gateway for " + location + ": it is not an admitted skill");
        }
        return skill;
    }
}
