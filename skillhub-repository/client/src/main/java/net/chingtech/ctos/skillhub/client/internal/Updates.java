package net.chingtech.ctos.skillhub.client.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion.InstalledVersion;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.skillhub.client.internal.lists.SignedLists;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is newer, by the signed lists; the hub's own answer only adds words for people. */
final class Updates {

    private static final Logger LOG = LoggerFactory.getLogger(Updates.class);

    private final SkillHub hub;
    private final SignedLists lists;

    Updates(SkillHub hub, SignedLists lists) {
        this.hub = hub;
        this.lists = lists;
    }

    /** @param installed skills that came from this hub */
    List<UpdateLine> of(List<? extends KnownVersion> installed, Channel channel) throws ProvisioningException {
        List<UpdateLine> updates = new ArrayList<>();
        for (KnownVersion skill : installed) {
            lists.skill(skill.id())
                    .flatMap(listed -> update(skill, listed, channel))
                    .ifPresent(updates::add);
        }
        Map<SkillId, UpdateLine> words = words(updates, channel);
        return updates.stream()
                .map(update -> Showing.withWords(update, words.get(update.id())))
                .toList();
    }

    private static Optional<UpdateLine> update(KnownVersion skill, ListedSkill listed, Channel channel) {
        SkillVersion current = skill.version();
        List<ListedRelease> newer = listed.releases().stream()
                .filter(Releases::isOffered)
                .filter(release -> channel.sees(release.channel(), release.version()))
                .filter(release -> release.version().compareTo(current) > 0)
                .toList();
        // A fix counts also when a later release, itself without one, brings it along.
        boolean security = newer.stream().anyMatch(ListedRelease::securityFix);
        return newer.stream()
                .map(ListedRelease::version)
                .max(Comparator.naturalOrder())
                .map(latest -> new UpdateLine(
                        skill.id(), current, latest, latest.severityFrom(current), security, "", List.of()));
    }

    /** Without the words an update is as good as with them. */
    private Map<SkillId, UpdateLine> words(List<UpdateLine> updates, Channel channel) {
        List<InstalledVersion> asked = updates.stream()
                .map(update -> new InstalledVersion(update.id(), update.currentVersion()))
                .toList();
        Map<SkillId, UpdateLine> words = new HashMap<>();
        try {
            for (int from = 0; from < asked.size(); from += UpdatesQuestion.MOST) {
                List<InstalledVersion> part = asked.subList(from, Math.min(from + UpdatesQuestion.MOST, asked.size()));
                for (UpdateLine line :
                        hub.updates(new UpdatesQuestion(part, channel)).updates()) {
                    if (line != null && line.id() != null) {
                        words.put(line.id(), line);
                    }
                }
            }
        } catch (ProvisioningException e) {
            LOG.info("{} does not say what is new in {} updates: {}", hub.sourceId(), updates.size(), e.problem());
        }
        return words;
    }
}
