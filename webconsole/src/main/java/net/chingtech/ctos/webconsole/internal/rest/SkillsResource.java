package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** What is installed, and what each skill is granted. */
final class SkillsResource {

    /**
     * An installed skill.
     *
     * @param envSet the names of its {@code env:NAME} that have a value; the values are never shown
     * @param ownRating how many stars this container gave it; null when none
     */
    record Shown(@JsonUnwrapped InstalledSkill skill, SortedSet<String> envSet, Integer ownRating) {}

    /** The optional permissions that are granted from now on. */
    record Granted(Set<SkillPermission> granted) {}

    private final Doors doors;

    SkillsResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("skills", this::all)
                .get("skills/{id}", this::one)
                .put("skills/{id}/grants", this::grant)
                .get("skills/{id}/traffic", this::traffic)
                .get(
                        "skills/{id}/history",
                        exchange ->
                                exchange.answer(Map.of("states", doors.skills().history(exchange.skillId()))));
    }

    private void all(Exchange exchange) throws Refusal, IOException {
        exchange.answer(Map.of("skills", doors.skills().installed()));
    }

    private void one(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        InstalledSkill skill = doors.skills().installed(exchange.skillId());
        exchange.answer(new Shown(
                skill,
                new TreeSet<>(doors.environmentNames(skill.id())),
                doors.skills().rating(skill.id()).orElse(null)));
    }

    /** What left for the world outside since the container started, by destination, without contents. */
    private void traffic(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        InstalledSkill skill = doors.skills().installed(exchange.skillId());
        exchange.answer(Map.of("destinations", doors.traffic().of(skill.id())));
    }

    private void grant(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        Granted body = exchange.body(Granted.class);
        if (body.granted() == null || body.granted().stream().anyMatch(Objects::isNull)) {
            throw new Refusal(
                    400,
                    "grants_invalid",
                    "The body does not name the optional permissions that are to be granted.",
                    "Send {\"granted\": [names]}; an empty list takes all optional ones back.");
        }
        exchange.answer(doors.skills()
                .grant(exchange.skillId(), body.granted(), exchange.visitor().name()));
    }
}
