package net.chingtech.ctos.provisioning.agent.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.provisioning.UpdatePolicy.Mode;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.HomeFiles;
import net.chingtech.ctos.runtime.ContainerHome;

/** Which updates come by themselves: the container's policy, in a file of its own, under what a skill's entry says. */
public final class UpdatePolicies {

    private static final int OLDEST_AGE_IN_HOURS = 24 * 366;

    /** When nobody knows what was set, nothing comes by itself. */
    private static final UpdatePolicy ASK = new UpdatePolicy(Mode.ASK, Mode.ASK, Mode.ASK, null, null);

    private final Path file;
    private volatile UpdatePolicy container;

    private UpdatePolicies(Path file, UpdatePolicy container) {
        this.file = file;
        this.container = container;
    }

    /** Reads what was set. When that cannot be read, each update asks until somebody sets a policy. */
    public static UpdatePolicies open(ContainerHome home, HomeFiles files) throws ProvisioningException {
        Path file = home.registry().resolveSibling("update-policy.json");
        UpdatePolicy found = files.read(
                file,
                PolicyFile.FORMAT,
                Files.exists(file) ? ASK : UpdatePolicy.DEFAULT,
                "No update comes by itself until somebody sets again which may: ./ctos policy.",
                (tree, format) -> policy(tree));
        return new UpdatePolicies(file, found.over(UpdatePolicy.DEFAULT));
    }

    private static UpdatePolicy policy(JsonNode tree) throws FormatException {
        UpdatePolicy policy = Json.read(tree, PolicyFile.class).policy();
        if (policy == null) {
            throw new FormatException("json_invalid", "$.policy", "a policy", "nothing");
        }
        try {
            return checked(policy);
        } catch (ProvisioningException e) {
            throw new FormatException(
                    "json_invalid", "$.policy", "a policy", e.problem().detail());
        }
    }

    /** The container's own; nothing of it is null but the window. */
    public UpdatePolicy container() {
        return container;
    }

    /** What counts for a skill; nothing of it is null but the window. */
    public UpdatePolicy of(Entry entry) {
        return entry.policy().over(container);
    }

    /** Sets the container's own; what it leaves open is as when nobody set anything. */
    public synchronized UpdatePolicy container(UpdatePolicy policy) throws ProvisioningException {
        UpdatePolicy next = checked(policy).over(UpdatePolicy.DEFAULT);
        try {
            write(next);
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "write " + file), e);
        }
        container = next;
        return next;
    }

    private void write(UpdatePolicy policy) throws IOException {
        WholeFile.write(file, Json.writePretty(new PolicyFile(PolicyFile.FORMAT, policy)));
    }

    /** @throws ProvisioningException {@code policy_invalid} */
    public static UpdatePolicy checked(UpdatePolicy policy) throws ProvisioningException {
        Integer age = policy.releaseAgeHours();
        if (age != null && (age < 0 || age > OLDEST_AGE_IN_HOURS)) {
            throw invalid(
                    "An update cannot be asked to be " + age + " hours old.",
                    "Give a number of hours from 0 to " + OLDEST_AGE_IN_HOURS + ".");
        }
        UpdatePolicy.Window window = policy.window();
        if (window != null && (window.from() == null || window.to() == null || window.zone() == null)) {
            throw invalid(
                    "A window needs the times when it begins and ends, and their zone.",
                    "Give from, to and zone, such as 01:00, 05:00 and Asia/Taipei.");
        }
        if (window != null
                && window.from().equals(window.to())
                && !window.from().equals(LocalTime.MIDNIGHT)) {
            throw invalid(
                    "A window from " + window.from() + " to " + window.to()
                            + " says not whether it is a moment or a day.",
                    "Give an end that differs; for whole days 00:00 to 00:00; for any time no window.");
        }
        return policy;
    }

    private static ProvisioningException invalid(String detail, String nextStep) {
        return Refusals.of(422, "policy_invalid", detail, nextStep);
    }
}
