package net.chingtech.ctos.webconsole.internal.rest;

/** What a migration of the legacy skills would do, and what was migrated; nothing is touched. */
final class MigrationResource {

    private final Doors doors;

    MigrationResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("migration", exchange -> exchange.answer(doors.skills().migration()));
    }
}
