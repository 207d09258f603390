package net.chingtech.ctos.permissions;

import java.io.FilePermission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PropertyPermission;
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
    private final Grants grants;
    private final Reach reach;
    private final List<Right> rights = new ArrayList<>();

    private SkillRights(StagedSkill skill, Grants grants, Reach reach) {
        this.skill = skill;
        this.grants = grants;
        this.reach = reach;
    }

    /**
     * What a skill reaches of files, as paths where it runs.
     *
     * @param dataFolder its data folder
     * @param tempFolder its temporary folder, or null without one
     * @param programs the files of the programs that it may run
     */
    public record Reach(String dataFolder, String tempFolder, List<String> programs) {

        public Reach {
            programs = List.copyOf(programs);
        }
    }

    /**
     * The rights of a skill in the container's own framework.
     *
     * @throws StartFailed {@code permission_not_asked} or {@code permission_not_supported_here}
     */
    public static List<Right> of(StagedSkill skill, Grants grants, ContainerHome home) throws StartFailed {
        refuseWhatCannotBeHeld(skill, grants);
        String data = home.data().resolve(skill.id().value()).toString();
        boolean hasTemp = grants.has(new SkillPermission.FilesystemTemp());
        String temp = hasTemp ? tempFolder(skill, home).toString() : null;
        return inProcess(skill, grants, new Reach(data, temp, List.of()));
    }

    /**
     * The rights of a skill in a process of its own, for the security layer inside.
     *
     * @throws StartFailed {@code permission_not_asked}
     */
    public static List<Right> inProcess(StagedSkill skill, Grants grants, Reach reach) throws StartFailed {
        refuseWhatWasNotAsked(skill, grants);
        SkillRights compiled = new SkillRights(skill, grants, reach);
        compiled.wiring();
        compiled.services();
        compiled.files();
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

    /** Whether a skill in the framework can be held to a permission. */
    public static boolean holds(SkillPermission permission) {
        return permission instanceof SkillPermission.DbRead
                || permission instanceof SkillPermission.DbWrite
                || permission instanceof SkillPermission.FilesystemTemp
                || permission instanceof SkillPermission.SkillCall;
    }

    private static void refuseWhatCannotBeHeld(StagedSkill skill, Grants grants) throws StartFailed {
        List<String> unsupported = grants.permissions().stream()
                .filter(p -> !holds(p))
                .map(SkillPermission::name)
                .toList();
        if (!unsupported.isEmpty()) {
            throw refused(
                    "permission_not_supported_here",
                    "This container cannot hold " + skill.id() + " to " + String.join(", ", unsupported)
                            + ", so it does not grant it.",
                    "Install a release that does not need it.",
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
        if (hasData(grants)) {
            add(ServicePermission.class, DATA, ServicePermission.GET);
        }
        if (!grants.of(SkillPermission.SkillCall.class).isEmpty()) {
            add(ServicePermission.class, SKILLS, ServicePermission.GET);
        }
        SkillHeaders.OFFERED_SERVICES.forEach(name -> add(ServicePermission.class, name, ServicePermission.REGISTER));
        if (ownTypes(skill.id())) {
            String own = skill.id() + ".*";
            add(ServicePermission.class, own, ServicePermission.REGISTER + "," + ServicePermission.GET);
        }
    }

    /** Whether the grants reach the database at all. */
    public static boolean hasData(Grants grants) {
        return !grants.of(SkillPermission.DbRead.class).isEmpty()
                || !grants.of(SkillPermission.DbWrite.class).isEmpty();
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
        reach.programs().forEach(program -> add(FilePermission.class, program, "execute"));
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
        add(FilePermission.class, folder + "/-", "read,write,delete");
    }

    private void add(Class<?> type, String name, String actions) {
        rights.add(new Right(type.getName(), name, actions));
    }
}
