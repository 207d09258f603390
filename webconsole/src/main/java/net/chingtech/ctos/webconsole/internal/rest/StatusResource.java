package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.provisioning.SkillManager;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.webconsole.internal.access.Visitors;

/** How the container is. Answers from the first moment on, also while it starts. */
final class StatusResource {

    /** The answer; {@code state} is {@code starting} or {@code ready}. */
    record Status(
            String state,
            String version,
            String java,
            String url,
            List<SourceStatus> sources,
            List<Host> hosts,
            int skills,
            int updates,
            boolean passwordChosen,
            boolean offline) {}

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
    private final Visitors visitors;

    StatusResource(Doors doors, ContainerFacts facts, Visitors visitors) {
        this.doors = doors;
        this.facts = facts;
        this.visitors = visitors;
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
                skills.map(SkillManager::sources).orElse(List.of()),
                doors.hosts().stream().map(StatusResource::host).toList(),
                skills.map(manager -> manager.installed().size()).orElse(0),
                skills.map(manager -> manager.lastUpdateCheck().updates().size())
                        .orElse(0),
                visitors.isPasswordChosen(),
                doors.isOffline()));
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
