package net.chingtech.ctos.permissions;

import java.io.FilePermission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PropertyPermission;
import java.util.Set;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.framework.CapabilityPermission;
import org.osgi.framework.PackagePermission;
import org.osgi.framework.ServicePermission;

/** Compiles what was granted into the rights of one skill's bundle: narrow ones only, and nothing that is not listed here. */
public final class SkillRights {

    /** The capabilities that a skill may require beside packages; the framework itself grants osgi.ee. */
    public static final List<String> REQUIRED_CAPABILITIES = List.of("osgi.extender", "osgi.service");

    public static final String CONTEXT = "net.chingtech.ctos.skill.SkillContext";
    public static final String DATA = "net.chingtech.ctos.skill.Data";
    public static final String SKILLS = "net.chingtech.ctos.skill.Skills";
    public static final String HTTP = "net.chingtech.ctos.skill.Http";

    /** Declarative Services waits for this one before it starts any component. */
    public static final String CONDITION = "org.osgi.service.condition.Condition";

    /** The last one is read by each result of a Health Check, on the skill's behalf. */
    private static final List<String> HARMLESS_PROPERTIES = List.of(
            "line.separator",
            "file.separator",
            "path.separator",
            "java.version",
            "java.specification.version",
            "org.apache.felix.hc.autoLogging");

    /** No skill's id, however chosen, turns into a right on services of the platform. */
    private static final List<String> RESERVED = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.osgi.",
            "org.apache.felix.",
            "net.chingtech.ctos.");

    private final StagedSkill skill;
    private final Reach reach;
    private final List<Right> rights = new ArrayList<>();

    private SkillRights(StagedSkill skill, Reach reach) {
        this.skill = skill;
        this.reach = reach;
    }

    /**
     * What a skill reaches of files, as paths where it runs.
     *
     * @param dataFolder its data folder
     * @param tempFolder its temporary folder, or null without one
     * @param programs the files of the programs that it may run
     * @param mayWrite whether it may write in its folders; it may read and delete there in any case
     */
    public record Reach(String dataFolder, String tempFolder, List<String> programs, boolean mayWrite) {

        public Reach {
            programs = List.copyOf(programs);
        }

        public Reach(String dataFolder, String tempFolder, List<String> programs) {
            this(dataFolder, tempFolder, programs, true);
        }
    }

    /**
     * The rights of a skill in the container's own framework.
     *
     * @param mayWrite as {@link Reach#mayWrite}
     * @throws StartFailed {@code permission_not_asked} or {@code permission_not_supported_here}
     */
    public static List<Right> of(StagedSkill skill, Grants grants, ContainerHome home, boolean mayWrite)
            throws StartFailed {
        refuseWhatCannotBeHeld(skill, grants);
        String data = home.data().resolve(skill.id().value()).toString();
        boolean hasTemp = grants.has(new SkillPermission.FilesystemTemp());
        String temp = hasTemp ? tempFolder(skill, home).toString() : null;
        return inProcess(skill, grants, new Reach(data, temp, List.of(), mayWrite));
    }

    /**
     * The rights of a skill in a process of its own, for the security layer inside.
     *
     * @throws StartFailed {@code permission_not_asked}
     */
    public static List<Right> inProcess(StagedSkill skill, Grants grants, Reach reach) throws StartFailed {
        refuseWhatWasNotAsked(skill, grants);
        SkillRights compiled = new SkillRights(skill, reach);
        compiled.wiring();
        compiled.services();
        compiled.files();
        compiled.programs();
        HARMLESS_PROPERTIES.forEach(name -> compiled.add(PropertyPermission.class, name, "read"));
        return List.copyOf(compiled.rights);
    }

    private static void refuseWhatWasNotAsked(StagedSkill skill, Grants grants) throws StartFailed {
        List<String> extra = grants.permissions().stream()
                .filter(p -> !skill.manifest().permissions().contains(p)
                        && !skill.manifest().optionalPermissions().contains(p))
                .map(SkillPermission::name)
                .toList();
        if (!extra.isEmpty()) {
            throw refused(
                    "permission_not_asked",
                    skill.id() + " was granted what its manifest does not ask for: " + String.join(", ", extra) + ".",
                    "Make a new plan and accept only what it shows.",
                    extra);
        }
    }

    /** Whether a skill in the framework can be held to a permission: a program that it starts could not be. */
    public static boolean holds(SkillPermission permission) {
        return !(permission instanceof SkillPermission.ProcessExec);
    }

    private static void refuseWhatCannotBeHeld(StagedSkill skill, Grants grants) throws StartFailed {
        List<String> unsupported = grants.permissions().stream()
                .filter(p -> !holds(p))
                .map(SkillPermission::name)
                .toList();
        if (!unsupported.isEmpty()) {
            throw refused(
                    "permission_not_supported_here",
                    "The container cannot hold " + skill.id() + " to " + String.join(", ", unsupported)
                            + " in its own framework, so it does not grant it there.",
                    "Run the skill in a process of its own.",
                    unsupported);
        }
    }

    private static StartFailed refused(String code, String detail, String nextStep, List<String> more) {
        return new StartFailed(new Problem(409, code, detail, nextStep, more), null);
    }

    private void wiring() {
        SkillHeaders.API_PACKAGES.forEach(name -> add(PackagePermission.class, name, PackagePermission.IMPORT));
        REQUIRED_CAPABILITIES.forEach(name -> add(CapabilityPermission.class, name, CapabilityPermission.REQUIRE));
        add(CapabilityPermission.class, "osgi.service", CapabilityPermission.PROVIDE);
        add(CapabilityPermission.class, "ctos.skill", CapabilityPermission.PROVIDE);
    }

    private void services() {
        add(ServicePermission.class, CONTEXT, ServicePermission.GET);
        add(ServicePermission.class, CONDITION, ServicePermission.GET);
        gateways().forEach(name -> add(ServicePermission.class, name, ServicePermission.GET));
        SkillHeaders.OFFERED_SERVICES.forEach(name -> add(ServicePermission.class, name, ServicePermission.REGISTER));
        if (ownTypes(skill.id())) {
            String own = skill.id() + ".*";
            add(ServicePermission.class, own, ServicePermission.REGISTER + "," + ServicePermission.GET);
        }
    }

    /**
     * The gateways for what the manifest asks for, granted or not: each of their calls is held to what is granted at that
     * moment, so an optional permission comes and goes without a service coming and going.
     */
    private Set<String> gateways() {
        Set<String> names = new LinkedHashSet<>();
        for (SkillPermission asked : asked().toList()) {
            if (asked instanceof SkillPermission.DbRead
                    || asked instanceof SkillPermission.DbWrite
                    || asked instanceof SkillPermission.DbOwn) {
                names.add(DATA);
            } else if (asked instanceof SkillPermission.SkillCall) {
                names.add(SKILLS);
            } else if (asked instanceof SkillPermission.NetworkOutbound) {
                names.add(HTTP);
            }
        }
        return names;
    }

    private Stream<SkillPermission> asked() {
        return Stream.concat(skill.manifest().permissions().stream(), skill.manifest().optionalPermissions().stream());
    }

    private static boolean ownTypes(SkillId id) {
        String prefix = id + ".";
        return RESERVED.stream().noneMatch(r -> prefix.startsWith(r) || r.startsWith(prefix));
    }

    private void files() {
        folder(reach.dataFolder());
        if (reach.tempFolder() != null) {
            folder(reach.tempFolder());
        }
    }

    /**
     * The programs, and what a skill needs to be their parent: it gives them variables, and ends them with all that they
     * started. Any of the programs could do as much.
     */
    private void programs() {
        reach.programs().forEach(program -> add(FilePermission.class, program, "execute"));
        if (!reach.programs().isEmpty()) {
            add(RuntimePermission.class, "getenv.*", "");
            add(RuntimePermission.class, "manageProcess", "");
        }
    }

    /** Each version has its own, so that a new one beside the old one does not empty it. */
    public static Path tempFolder(StagedSkill skill, ContainerHome home) {
        return home.temp().resolve(skill.id() + "_" + skill.version());
    }

    /**
     * The folder itself is only readable; all below it can be changed. "/." keeps the security layer from reading a
     * hyphen or an asterisk at the end of the folder's own name as a wildcard on its neighbour.
     */
    private void folder(String folder) {
        add(FilePermission.class, folder + "/.", "read");
        add(FilePermission.class, folder + "/-", reach.mayWrite() ? "read,write,delete" : "read,delete");
    }

    private void add(Class<?> type, String name, String actions) {
        rights.add(new Right(type.getName(), name, actions));
    }
}
