package net.chingtech.ctos.host.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.host.internal.process.child.JvmFlags;
import net.chingtech.ctos.host.internal.sandbox.Confined;
import net.chingtech.ctos.host.internal.sandbox.Launch;
import net.chingtech.ctos.host.internal.sandbox.Programs;
import net.chingtech.ctos.host.internal.sandbox.Sandbox;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.permissions.SkillRights;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.SkillFolder;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one process of a skill is started with: all that it may touch, and what it is told about that. */
final class Birth {

    private static final String SKILL = "/skill/skill.jar";
    private static final String DATA = "/skill/data";
    private static final String TEMP = "/skill/temp";
    private static final String RELAY = "/ctos/relay";
    private static final String WORK = "/ctos/work";
    /** Where programs of a skill find the way out, in a network of their own. */
    private static final int RELAY_PORT = 3128;

    private static final Logger LOG = LoggerFactory.getLogger(Birth.class);

    private static final int LONGEST_NAME = 100;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final int OPEN_FILES = 512;
    private static final int THREADS = 256;
    private static final int PROCESSES_WITH_PROGRAMS = 32;
    private static final long PROGRAM_BYTES = 256L * 1024 * 1024;
    private static final long TMP_BYTES = 16L * 1024 * 1024;
    private static final long FILE_BYTES = 256L * 1024 * 1024;

    private final StagedSkill skill;
    private final Grants grants;
    private final Admission admission;
    private final Sandbox sandbox;
    private final Map<String, Map<String, Object>> skillSettings;
    private final Launch launch;

    /** A name for the next process of a skill. */
    static String name(StagedSkill skill) {
        String id = skill.id().value();
        return "skill-" + id.substring(0, Math.min(LONGEST_NAME, id.length())) + "-" + NUMBER.incrementAndGet();
    }

    /**
     * @param skillSettings by PID, what was set for the skill
     * @throws StartFailed {@code program_missing}
     */
    Birth(
            String name,
            StagedSkill skill,
            Grants grants,
            Map<String, Map<String, Object>> skillSettings,
            Admission admission,
            Sandbox sandbox,
            Settings settings,
            ChildProgram program)
            throws StartFailed {
        this.skill = skill;
        this.grants = grants;
        this.skillSettings = skillSettings;
        this.admission = admission;
        this.sandbox = sandbox;
        Launch files = new Launch(
                name,
                settings.java(),
                List.of(),
                readOnly(program),
                writable(settings.scratch().resolve(name)),
                programs(),
                environment(),
                limits(settings.heapMiB()));
        List<String> arguments = new ArrayList<>(JvmFlags.of(Runtime.version().feature(), settings.heapMiB()));
        if (files.writable().containsKey(WORK)) {
            arguments.add("-Djava.io.tmpdir=" + sandbox.inside(files, WORK));
        }
        arguments.addAll(program.arguments(place -> sandbox.inside(files, place)));
        launch = new Launch(
                name,
                files.java(),
                arguments,
                files.readOnly(),
                files.writable(),
                files.programs(),
                files.environment(),
                files.limits());
    }

    private Map<String, Path> readOnly(ChildProgram program) {
        Map<String, Path> files = new TreeMap<>(program.files());
        files.put(SKILL, skill.artifact());
        admission.relay().ifPresent(socket -> files.put(RELAY, socket.getParent()));
        return files;
    }

    private Map<String, Path> writable(Path work) {
        Map<String, Path> folders = new TreeMap<>();
        if (!sandbox.isolatesFiles()) {
            // Elsewhere it has a /tmp of its own.
            folders.put(WORK, work);
        }
        folders.put(DATA, admission.dataFolder());
        admission.tempFolder().ifPresent(folder -> folders.put(TEMP, folder));
        return folders;
    }

    private List<Path> programs() throws StartFailed {
        List<Path> files = new ArrayList<>();
        for (SkillPermission.ProcessExec exec : grants.of(SkillPermission.ProcessExec.class)) {
            files.add(Programs.find(exec.program())
                    .orElseThrow(() -> Failures.failed(
                            skill,
                            "program_missing",
                            "the program " + exec.program() + " is not on this machine.",
                            "Install it, or take back " + exec.name() + ".",
                            List.of(),
                            null)));
        }
        return files;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        // glibc keeps an arena for each thread that ever ran, which no heap limit counts.
        environment.put("MALLOC_ARENA_MAX", "2");
        if (admission.relay().isPresent()) {
            String proxy = "http://127.0.0.1:" + RELAY_PORT;
            List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
                    .forEach(name -> environment.put(name, proxy));
            // Node looks at these only when it is told to.
            environment.put("NODE_USE_ENV_PROXY", "1");
        }
        return environment;
    }

    private Launch.Limits limits(int heapMiB) {
        boolean runsPrograms = !grants.of(SkillPermission.ProcessExec.class).isEmpty();
        return new Launch.Limits(
                JvmFlags.memoryBytes(heapMiB) + (runsPrograms ? PROGRAM_BYTES : 0),
                runsPrograms ? PROCESSES_WITH_PROGRAMS : 1,
                THREADS,
                OPEN_FILES,
                FILE_BYTES,
                1.0,
                tmpBytes());
    }

    /** The framework inside keeps a copy of the artifact and of the libraries in it there. */
    private long tmpBytes() {
        return TMP_BYTES + 2 * skill.artifact().toFile().length();
    }

    /** @throws StartFailed {@code sandbox_failed} */
    Confined process() throws StartFailed {
        try {
            Path work = launch.writable().get(WORK);
            if (work != null) {
                Files.createDirectories(work);
            }
            return sandbox.start(launch);
        } catch (IOException e) {
            throw Failures.failed(
                    skill,
                    "sandbox_failed",
                    "its process could not be started in " + sandbox.name() + ": " + e.getMessage(),
                    "Run ./ctos doctor; it tries the sandbox.",
                    List.of(),
                    e);
        }
    }

    /** Removes what the process left of its own; it is over. */
    void over() {
        Path work = launch.writable().get(WORK);
        if (work != null) {
            try {
                SkillFolder.delete(work);
            } catch (IOException e) {
                LOG.debug("{} could not be removed: {}", work, e.toString());
            }
        }
    }

    /** The parameters of {@code start}. */
    Map<String, Object> start() throws StartFailed {
        Map<String, Object> parameters = new LinkedHashMap<>(grants(grants));
        parameters.put("id", skill.id().value());
        parameters.put("version", skill.version().toString());
        parameters.put("location", skill.location());
        parameters.put("artifact", inside(SKILL));
        parameters.put("exports", skill.manifest().exports());
        parameters.put("timeout_ms", (long) skill.manifest().health().timeoutMs());
        parameters.put("settings", ProcessMigration.plain(skillSettings));
        parameters.put("data_folder", inside(DATA));
        parameters.put("temp_folder", tempFolder().orElse(null));
        admission
                .relay()
                .ifPresent(socket -> parameters.put(
                        "relay",
                        Map.of("socket", inside(RELAY + "/" + socket.getFileName()), "port", (long) RELAY_PORT)));
        return parameters;
    }

    /**
     * The parameters of {@code grants}, for what is granted from now on.
     *
     * @throws StartFailed {@code permission_not_asked}
     */
    Map<String, Object> grants(Grants now) throws StartFailed {
        SkillRights.Reach reach = new SkillRights.Reach(
                inside(DATA),
                tempFolder().orElse(null),
                launch.programs().stream().map(sandbox::inside).toList());
        List<List<String>> rights = SkillRights.inProcess(skill, now, reach).stream()
                .map(right -> List.of(right.type(), right.name(), right.actions()))
                .toList();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(
                "grants", now.permissions().stream().map(SkillPermission::name).toList());
        parameters.put("rights", rights);
        return parameters;
    }

    private Optional<String> tempFolder() {
        return launch.writable().containsKey(TEMP) ? Optional.of(inside(TEMP)) : Optional.empty();
    }

    private String inside(String place) {
        return sandbox.inside(launch, place);
    }
}
