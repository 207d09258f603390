package net.chingtech.ctos.provisioning.agent.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.SkillVersion;

/**
 * Earlier states of a skill whose registry was lost: by the copies of what it had, and by its releases on disk. All that they
 * are trusted with is to be there; who goes back to one agrees anew to what its release asks for.
 *
 * @param releases proven, the highest version first
 * @param left copies that are whole, newest first
 */
record FoundStates(List<Found> releases, List<Backup> left) {

    /** States with a copy, then releases without one, as many as are kept. */
    List<Past> history(Deployed current) {
        List<Past> all = new ArrayList<>();
        for (Backup backup : left) {
            releases.stream()
                    .filter(one -> one.version().equals(backup.from()))
                    .findFirst()
                    .ifPresent(release -> all.add(past(release, backup)));
        }
        releases.forEach(release -> all.add(past(release)));
        return History.kept(all, current);
    }

    /** The version whose shape the data has: the last change that left a copy knew it. */
    Optional<SkillVersion> shape() {
        return left.stream().findFirst().map(Backup::shapes).map(Shapes::after);
    }

    private static Past past(Found found, Backup backup) {
        Shapes shapes = backup.shapes();
        boolean ahead =
                shapes != null && shapes.before() != null && !shapes.before().equals(found.version());
        return new Past(
                backup.stateId(),
                trustedWithNothing(found),
                backup.at(),
                backup.bytes(),
                backup.hasData(),
                // Of what nobody knows the worst is assumed.
                shapes == null || shapes.changed(),
                backup.whileRunning(),
                "left for " + backup.to() + "; found with its data when the registry was rebuilt",
                ahead ? shapes.before() : null);
    }

    private static Past past(Found found) {
        return new Past(
                "found-" + found.version(),
                trustedWithNothing(found),
                found.since(),
                0,
                false,
                false,
                false,
                "found on disk when the registry was rebuilt",
                null);
    }

    private static Deployed trustedWithNothing(Found found) {
        return found.on(found.statement().publisher().tier(), List.of(), List.of());
    }
}
