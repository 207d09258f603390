package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.SkillHost;

/** How the container is. Answers from the first moment on, also while it starts. */
final class StatusResource {

    /** The answer; {@code state} is {@code starting} or {@code ready}. */
    record Status(
            String state,
            String version,
            String java,
            String url,
            String hubUrl,
            List<Host> hosts,
            int skills,
            int updates) {}

    /** What runs skills, and what it cannot stop. */
    record Host(
            HostLevel level,
            boolean available,
            String code,
            String detail,
            String sandbox,
            boolean isolatesFiles,
            List<String> cannotStop) {}

    private final Doors doors;
    private final ContainerFacts facts;

    StatusResource(Doors doors, ContainerFacts facts) {
        this.doors = doors;
        this.facts = facts;
    }

    void addTo(Router router) {
        router.get("status", this::status);
    }

    private void status(Exchange exchange) throws IOException {
        Optional<SkillManager> skills = doors.skillsIfReady();
        exchange.answer(new Status(
                skills.isPresent() ? "ready" : "starting",
                facts.version(),
                Runtime.version().toString(),
                facts.url(),
                facts.hubUrl(),
                doors.hosts().stream().map(StatusResource::host).toList(),
                skills.map(manager -> manager.installed().size()).orElse(0),
                skills.map(manager -> manager.lastUpdateCheck().updates().size())
                        .orElse(0)));
    }

    private static Host host(SkillHost host) {
        HostStatus status = host.status();
        return new Host(
                host.level(),
                status.available(),
                status.code(),
                status.detail(),
                status.sandbox(),
                status.isolatesFiles(),
                status.cannotStop());
    }
}
