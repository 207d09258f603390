package net.chingtech.ctos.provisioning.agent.rating;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.rating.RatingFile.Given;
import net.chingtech.ctos.provisioning.agent.store.HomeFiles;
import net.chingtech.ctos.runtime.ContainerHome;

/** Which stars this container gave; kept when a skill is removed, as the hub keeps them. */
public final class OwnRatings {

    private final Path file;
    private volatile RatingFile known;

    private OwnRatings(Path file, RatingFile known) {
        this.file = file;
        this.known = known;
    }

    /** Reads what was given. */
    public static OwnRatings open(ContainerHome home, HomeFiles files) throws ProvisioningException {
        Path file = home.registry().resolveSibling("ratings.json");
        RatingFile found = files.read(
                file,
                RatingFile.class,
                RatingFile.FORMAT,
                RatingFile.EMPTY,
                "Which stars were given from here is not shown any more; at the hubs they count as before.");
        return new OwnRatings(file, found);
    }

    /** What was given at a source. */
    Optional<Integer> of(SkillId id, String source) {
        return Optional.ofNullable(known.ratings().get(id))
                .filter(given -> given.source().equals(source))
                .map(Given::stars);
    }

    /** Remembers what was given; null for nothing. */
    synchronized void remember(SkillId id, String source, Integer stars) throws ProvisioningException {
        RatingFile next = known.with(id, stars == null ? null : new Given(stars, source));
        if (next.equals(known)) {
            return;
        }
        try {
            WholeFile.write(file, Json.writePretty(next));
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "write " + file), e);
        }
        known = next;
    }
}
