package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.runtime.SkillEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The values of a skill's {@code env:NAME}: they are set here, and never read back. */
final class EnvironmentResource {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentResource.class);

    private final Doors doors;

    EnvironmentResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.put("skills/{id}/env/{name}", this::set);
    }

    private void set(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        SkillId id = exchange.skillId();
        String name = exchange.part("name");
        InstalledSkill skill = doors.skills().installed(id);
        mustAsk(skill, name);
        String value = value(exchange.secretBody());
        SkillEnvironment environment = doors.environment();
        try {
            environment.set(id, name, value);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    400,
                    "env_value_invalid",
                    "The value is longer than 16 KiB, or holds a null character.",
                    "Send another value.");
        } catch (IOException e) {
            // Its message may name a file, never the value.
            LOG.error("the value of {} for {} could not be written", name, id, e);
            throw new Refusal(
                    500,
                    "disk_failed",
                    "The value could not be written; the one before is kept.",
                    "Check that the container's home can be written, then try again.");
        }
        String action = value == null ? "skill_env_removed" : "skill_env_set";
        doors.audit().record(exchange.visitor().name(), action, id + "@" + skill.version(), Map.of("name", name));
        exchange.answer(Map.of("env_set", new TreeSet<>(environment.names(id))));
    }

    private static void mustAsk(InstalledSkill skill, String name) throws Refusal {
        SkillPermission permission = Exchange.parsed("env:" + name, SkillPermission::parse);
        if (!skill.permissions().contains(permission)
                && !skill.optionalPermissions().contains(permission)) {
            throw new Refusal(
                    409,
                    "permission_not_asked",
                    skill.name() + " does not ask for " + permission.name() + ", so it would never be given the value.",
                    "See what it asks for with GET " + RestServlet.ROOT + "/skills/" + skill.id() + ".");
        }
    }

    /** Null takes the value away. */
    private static String value(JsonNode body) throws Refusal {
        JsonNode value = body.get("value");
        if (value == null || !(value.isTextual() || value.isNull())) {
            throw new Refusal(
                    400,
                    "env_value_invalid",
                    "The body holds no value.",
                    "Send {\"value\": \"…\"}, or {\"value\": null} to take it away.");
        }
        return value.isNull() ? null : value.textValue();
    }
}
