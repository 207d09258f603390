package net.chingtech.ctos.clawhub.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is newer: one small question for each skill, one after the other; nothing is downloaded. */
final class Updates {

    private static final Logger LOG = LoggerFactory.getLogger(Updates.class);

    private final Names names;
    private final Details details;
    private final Held held;

    Updates(Names names, Details details, Held held) {
        this.names = names;
        this.details = details;
        this.held = held;
    }

    /** @param installed skills that came from this hub */
    List<UpdateLine> of(List<? extends KnownVersion> installed, Channel channel) throws ProvisioningException {
        List<UpdateLine> updates = new ArrayList<>();
        for (KnownVersion skill : installed) {
            try {
                newer(skill, channel).ifPresent(updates::add);
            } catch (ProvisioningException e) {
                // A busy or dead hub is so for all; a skill that is gone is gone alone.
                if (e.problem().status() >= 500 && !e.problem().code().equals("source_answer_invalid")) {
                    throw e;
                }
                LOG.info("No updates of {}: {}", skill.id(), e.problem());
            }
        }
        return updates;
    }

    private Optional<UpdateLine> newer(KnownVersion skill, Channel channel) throws ProvisioningException {
        Ref asked = names.of(skill.id());
        Said.Detail detail = details.now(asked);
        Ref ref = Offers.canonical(asked, detail);
        if (held.malware(ref, detail).isPresent()) {
            return Optional.empty();
        }
        if (Cards.id(ref).filter(skill.id()::equals).isEmpty()) {
            LOG.info("{} has another name now: {}", skill.id(), ref);
            return Optional.empty();
        }
        return Choice.latest(detail)
                .filter(latest -> latest.compareTo(skill.version()) > 0)
                .filter(latest -> channel.sees(Channel.STABLE, latest))
                .map(latest -> new UpdateLine(
                        skill.id(),
                        skill.version(),
                        latest,
                        latest.severityFrom(skill.version()),
                        false,
                        detail.latestVersion() == null
                                ? ""
                                : Cards.text(detail.latestVersion().changelog(), 1_000),
                        List.of()));
    }
}
