package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** The provisioning agent in a real secured framework, with a real hub: install, call, update, roll back, uninstall. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ProvisioningPaxIT {

    private static final SkillId ACCOUNTING = new SkillId("net.chingtech.accounting");
    private static final SkillId CRM = new SkillId("net.chingtech.crm");
    private static final SkillId NOTES = new SkillId("org.example.notes");

    @Inject
    private SkillManager skills;

    @Inject
    private Tasks tasks;

    @Inject
    private ToolRouter router;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return SecuredFramework.options();
    }

    @Before
    public void canaryIsDenied() throws InvalidSyntaxException {
        assertThat(System.getSecurityManager()).as("the security layer").isNotNull();
        HostStatus status = host(HostLevel.IN_FRAMEWORK);
        assertThat(status.available()).as(status.detail()).isTrue();
        SecuredFramework.assertDenied(context);
    }

    @Test
    public void skill_isInstalledCalledUpdatedTakenBackAndRemoved() throws Exception {
        // 1. 1.2.0 and the crm that it needs.
        Plan install = skills.plan(new Change.Install(ACCOUNTING, SkillVersion.of("1.2.0")));
        assertThat(install.items()).extracting(Plan.Item::id).containsExactly(CRM, ACCOUNTING);
        carryOut(install);
        assertThat(vat()).isEqualTo("5.00");
        Map<String, Object> invoice = call("accounting_invoice", Map.of("invoice", "INV-1001"));
        assertThat(invoice.toString()).contains("INV-1001");

        // 2. The update restarts that skill alone.
        Map<Long, Long> before = startedAt();
        carryOut(skills.plan(new Change.Update(ACCOUNTING, null)));
        assertThat(vat()).isEqualTo("5.01");
        Map<Long, Long> after = startedAt();
        assertThat(before.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
                        .map(Map.Entry::getKey)
                        .map(id -> Optional.ofNullable(context.getBundle(id))))
                .as("bundles that restarted or went away with the update")
                .hasSize(1)
                .allMatch(Optional::isEmpty);

        // 3. Back, and away.
        carryOut(skills.plan(new Change.Rollback(ACCOUNTING, null)));
        assertThat(vat()).isEqualTo("5.00");
        assertThatThrownBy(() -> skills.plan(new Change.Uninstall(CRM, false)))
                .isInstanceOfSatisfying(ProvisioningException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("needed_by_others");
                    assertThat(e.problem().toString() + e.problem().more()).contains(ACCOUNTING.value());
                });
        carryOut(skills.plan(new Change.Uninstall(ACCOUNTING, true)));
        carryOut(skills.plan(new Change.Uninstall(CRM, true)));
        assertThat(skills.installed()).isEmpty();
        assertThat(Arrays.stream(context.getBundles()).map(Bundle::getLocation)).noneMatch(l -> l.startsWith("skill:"));
        assertThatThrownBy(this::vat).isInstanceOfSatisfying(ToolException.class, e -> assertThat(e.code())
                .isEqualTo("tool_unknown"));
    }

    @Test
    public void communitySkill_needsTheExplicitYesToRunInTheFramework() throws Exception {
        Plan.Item usual = skills.plan(new Change.Install(NOTES, null)).items().get(0);
        if (host(HostLevel.PROCESS).isolatesFiles()) {
            assertThat(usual.host()).isEqualTo("process");
            assertThat(usual.flags()).isEmpty();
        }
        Plan plan = skills.plan(new Change.Install(NOTES, null, Change.HostWish.IN_FRAMEWORK));
        assertThat(plan.items().get(0).host()).isEqualTo("in_framework");
        assertThat(plan.items().get(0).flags()).containsExactly(Plan.Flag.WEAKER_HOST);
        assertThatThrownBy(() -> skills.carryOut(consent(plan, Set.of())))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("consent_missing"));
        carryOut(plan);
        call("notes_add", Map.of("text", "remember the milk"));
        assertThat(call("notes_list", Map.of()).toString()).contains("remember the milk");
        Path data = Path.of(context.getProperty("ctos.home"), "skills/data", NOTES.value());
        assertThat(data).isDirectory();
        carryOut(skills.plan(new Change.Uninstall(NOTES, false)));
        assertThat(Files.exists(data)).as("data outlives an uninstall").isTrue();
        carryOut(skills.plan(new Change.Install(NOTES, null, Change.HostWish.IN_FRAMEWORK)));
        assertThat(call("notes_list", Map.of()).toString()).contains("remember the milk");
        carryOut(skills.plan(new Change.Uninstall(NOTES, true)));
        assertThat(Files.exists(data)).as("purge removes the data").isFalse();
    }

    @Test
    public void unknownSkillAndVersion_areNamed() {
        assertThatThrownBy(() -> skills.plan(new Change.Install(new SkillId("net.nobody.nothing"), null)))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("skill_unknown"));
        assertThatThrownBy(() -> skills.plan(new Change.Install(CRM, SkillVersion.of("9.9.9"))))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("version_unknown"));
    }

    private HostStatus host(HostLevel level) throws InvalidSyntaxException {
        return context.getServiceReferences(SkillHost.class, null).stream()
                .map(context::getService)
                .filter(host -> host.level() == level)
                .findFirst()
                .orElseThrow()
                .status();
    }

    private String vat() throws Exception {
        Object vat =
                call("accounting_vat", Map.of("net", "100.10", "rate", "0.05")).get("vat");
        return new BigDecimal(vat.toString()).toPlainString();
    }

    private Map<String, Object> call(String tool, Map<String, Object> input) throws Exception {
        try {
            return router.call(new ToolCall(tool, input, new Caller(Caller.Kind.ADMINISTRATOR, "test")))
                    .toCompletableFuture()
                    .get(3, TimeUnit.MINUTES)
                    .value();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void carryOut(Plan plan) throws Exception {
        Set<Plan.Flag> flags = new HashSet<>();
        plan.items().forEach(item -> flags.addAll(item.flags()));
        CompletableFuture<Task> end = new CompletableFuture<>();
        try (Tasks.Watch watch = tasks.watch(task -> {
            if (task.state().isFinal()) {
                end.complete(task);
            }
        })) {
            skills.carryOut(consent(plan, flags));
            Task task = end.get(3, TimeUnit.MINUTES);
            assertThat(task.state()).as(task.log() + " " + task.problem()).isEqualTo(Task.State.SUCCEEDED);
        }
    }

    private static Consent consent(Plan plan, Collection<Plan.Flag> flags) {
        Map<String, Set<SkillPermission>> accept = new HashMap<>();
        for (Plan.Item item : plan.items()) {
            Set<SkillPermission> accepted = new HashSet<>();
            item.permissions().forEach(asked -> accepted.add(asked.permission()));
            accept.put(item.consentKey(), accepted);
        }
        return new Consent(plan.planId(), plan.digest(), accept, Set.copyOf(flags), "test");
    }

    /** When each running bundle was last started or changed, by bundle id. */
    private Map<Long, Long> startedAt() {
        Map<Long, Long> started = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE) {
                started.put(bundle.getBundleId(), bundle.getLastModified());
            }
        }
        return started;
    }
}
