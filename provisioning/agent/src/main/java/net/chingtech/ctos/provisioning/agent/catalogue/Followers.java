package net.chingtech.ctos.provisioning.agent.catalogue;

import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.SearchPage.Origin;
import net.chingtech.ctos.provisioning.SearchPage.SourceFailure;

/** What follows legacy skills, for showing. */
public interface Followers {

    /**
     * A follower, for showing.
     *
     * @param origin the follower, and whose map says so
     * @param joins whether that word is enough to show the legacy skill in the follower's entry, and not by itself
     */
    record Followed(Origin origin, boolean joins) {}

    /** What follows a legacy skill; empty when nobody says, or not all the same. */
    Optional<Followed> of(SkillId legacy, SkillVersion version);

    /** Whose map is missing. */
    List<SourceFailure> failed();
}
