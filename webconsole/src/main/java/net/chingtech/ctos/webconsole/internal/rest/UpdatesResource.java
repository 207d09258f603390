package net.chingtech.ctos.webconsole.internal.rest;

/** What is newer than what is installed: as last seen, or asked anew. */
final class UpdatesResource {

    private final Doors doors;

    UpdatesResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("updates", exchange -> exchange.answer(doors.skills().lastUpdateCheck()))
                .post(
                        "updates/check",
                        exchange -> exchange.answer(doors.skills().checkForUpdates()));
    }
}
