package net.chingtech.ctos.provisioning.agent.recovery;

import java.io.IOException;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.journal.Head;
import net.chingtech.ctos.provisioning.agent.journal.Journals;
import net.chingtech.ctos.provisioning.agent.journal.OpenJournal;
import net.chingtech.ctos.provisioning.agent.store.GivenValue;
import net.chingtech.ctos.runtime.SkillBelongings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes values back that a migration which was cut off gave to a follower: only what the journal says was given, and only
 * once. A journal may stay over starts, and what administrators set meanwhile is theirs.
 */
final class GivenValues {

    private static final Logger LOG = LoggerFactory.getLogger(GivenValues.class);

    private final Journals journals;
    private final SkillBelongings belongings;

    GivenValues(Journals journals, SkillBelongings belongings) {
        this.journals = journals;
        this.belongings = belongings;
    }

    void takeBack(OpenJournal journal, Head.Item item) throws IOException {
        if (item.replaces() == null
                || journal.undone(Act.CARRY, item.id())
                || journal.given(item.id()).isEmpty()) {
            return;
        }
        for (GivenValue value : journal.given(item.id())) {
            value.takeBack(belongings, item.replaces(), item.id());
        }
        if (journal.damaged()) {
            // It is kept for people, and not read again.
            return;
        }
        try {
            journals.undone(journal, Act.CARRY, item.id());
        } catch (IOException e) {
            LOG.warn("{} lacks that the values of {} were taken back", journal.file(), item.id(), e);
        }
    }
}
