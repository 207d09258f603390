package net.chingtech.ctos.webconsole.internal.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.FolderImport;
import net.chingtech.ctos.provisioning.OfflineSwitch;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.SkillEnvironment;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.runtime.Traffic;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The services behind the REST. Each may come later than the REST itself, and go: until it is there, who asks for it is
 * told that the container is starting.
 */
@Component(service = Doors.class)
public final class Doors {

    private final AtomicReference<SkillManager> skills = new AtomicReference<>();
    private final AtomicReference<Tasks> tasks = new AtomicReference<>();
    private final AtomicReference<ToolRouter> tools = new AtomicReference<>();
    private final AtomicReference<AuditLog> audit = new AtomicReference<>();
    private final AtomicReference<SkillEnvironment> environment = new AtomicReference<>();
    private final AtomicReference<Traffic> traffic = new AtomicReference<>();
    private final AtomicReference<FolderImport> imports = new AtomicReference<>();
    private final AtomicReference<OfflineSwitch> offline = new AtomicReference<>();
    private final List<SkillHost> hosts = new CopyOnWriteArrayList<>();

    SkillManager skills() throws Refusal {
        return there(skills);
    }

    /** Empty while the container starts. */
    Optional<SkillManager> skillsIfReady() {
        return Optional.ofNullable(skills.get());
    }

    Tasks tasks() throws Refusal {
        return there(tasks);
    }

    ToolRouter tools() throws Refusal {
        return there(tools);
    }

    AuditLog audit() throws Refusal {
        return there(audit);
    }

    SkillEnvironment environment() throws Refusal {
        return there(environment);
    }

    Traffic traffic() throws Refusal {
        return there(traffic);
    }

    OfflineSwitch offline() throws Refusal {
        return there(offline);
    }

    /** Whether no hub is asked; none is, before anybody can say. */
    boolean isOffline() {
        OfflineSwitch present = offline.get();
        return present != null && present.isOn();
    }

    /** Empty when nobody here knows legacy skills. */
    Optional<FolderImport> imports() {
        return Optional.ofNullable(imports.get());
    }

    /** The names of a skill's values that are set; none while the container starts. */
    Set<String> environmentNames(SkillId skill) {
        SkillEnvironment present = environment.get();
        return present == null ? Set.of() : present.names(skill);
    }

    /** The weakest first. */
    List<SkillHost> hosts() {
        return hosts.stream().sorted(Comparator.comparing(SkillHost::level)).toList();
    }

    private static <T> T there(AtomicReference<T> service) throws Refusal {
        T present = service.get();
        if (present == null) {
            throw Refusal.starting();
        }
        return present;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setSkills(SkillManager service) {
        skills.set(service);
    }

    void unsetSkills(SkillManager service) {
        skills.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTasks(Tasks service) {
        tasks.set(service);
    }

    void unsetTasks(Tasks service) {
        tasks.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTools(ToolRouter service) {
        tools.set(service);
    }

    void unsetTools(ToolRouter service) {
        tools.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setAudit(AuditLog service) {
        audit.set(service);
    }

    void unsetAudit(AuditLog service) {
        audit.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEnvironment(SkillEnvironment service) {
        environment.set(service);
    }

    void unsetEnvironment(SkillEnvironment service) {
        environment.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTraffic(Traffic service) {
        traffic.set(service);
    }

    void unsetTraffic(Traffic service) {
        traffic.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setImports(FolderImport service) {
        imports.set(service);
    }

    void unsetImports(FolderImport service) {
        imports.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setOffline(OfflineSwitch service) {
        offline.set(service);
    }

    void unsetOffline(OfflineSwitch service) {
        offline.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHost(SkillHost service) {
        hosts.add(service);
    }

    void removeHost(SkillHost service) {
        hosts.remove(service);
    }
}
