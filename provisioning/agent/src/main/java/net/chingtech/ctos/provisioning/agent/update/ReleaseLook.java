package net.chingtech.ctos.provisioning.agent.update;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.provisioning.agent.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks which releases of the installed skills are there, so that {@link FirstSeen} knows what came later. A source is asked
 * for what is newer than the newest that was seen, and for the releases of a skill only when there is something.
 */
public final class ReleaseLook {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseLook.class);

    /** The newest version of an installed skill that was seen. */
    private record Known(SkillId id, SkillVersion version, String source) implements KnownVersion {}

    private final Supplier<List<InstalledSkill>> installed;
    private final Store store;
    private final Sources sources;
    private final FirstSeen seen;

    public ReleaseLook(Supplier<List<InstalledSkill>> installed, Store store, Sources sources, FirstSeen seen) {
        this.installed = installed;
        this.store = store;
        this.sources = sources;
        this.seen = seen;
    }

    /** Asks the source of every skill. One that does not answer is asked again in the next round. */
    public void look() {
        List<InstalledSkill> all = installed.get();
        seen.keepOnly(all.stream().map(InstalledSkill::id).toList());
        Map<String, Map<Channel, List<InstalledSkill>>> asked = all.stream()
                .filter(skill -> isFollowed(skill.id(), skill.source()))
                .collect(Collectors.groupingBy(
                        InstalledSkill::source,
                        TreeMap::new,
                        Collectors.groupingBy(InstalledSkill::channel, TreeMap::new, Collectors.toList())));
        asked.forEach((source, byChannel) -> {
            try {
                for (Map.Entry<Channel, List<InstalledSkill>> one : byChannel.entrySet()) {
                    ask(source, one.getKey(), one.getValue());
                }
            } catch (ProvisioningException e) {
                LOG.debug("{} was not asked what it has: {}", source, e.problem());
            }
        });
    }

    private void ask(String source, Channel channel, List<InstalledSkill> skills) throws ProvisioningException {
        List<Known> known = skills.stream()
                .map(skill -> new Known(skill.id(), highest(skill), source))
                .toList();
        List<UpdateLine> lines = sources.ask(source, each -> each.updates(known, channel));
        for (Known skill : known) {
            heard(
                    skill.id(),
                    lines.stream()
                            .filter(line -> skill.id().equals(line.id()))
                            .map(UpdateLine::latestVersion)
                            .findFirst()
                            .orElse(null));
        }
    }

    private SkillVersion highest(InstalledSkill skill) {
        return store.state()
                .find(skill.id())
                .flatMap(seen::highest)
                .filter(version -> version.compareTo(skill.version()) > 0)
                .orElse(skill.version());
    }

    /**
     * A source said which version of a skill is its newest.
     *
     * @param latest null when there is nothing newer than is known
     */
    void heard(SkillId id, SkillVersion latest) throws ProvisioningException {
        Entry entry = store.state().find(id).orElse(null);
        if (entry == null || !isFollowed(id, entry.source())) {
            return;
        }
        Optional<SkillVersion> highest = seen.highest(entry);
        SkillVersion installed = entry.current().version();
        if (latest == null || latest.compareTo(highest.orElse(installed)) <= 0) {
            seen.looked(entry, highest.orElse(installed), List.of());
        } else {
            seen.looked(entry, latest, releases(entry));
        }
    }

    private List<Release> releases(Entry entry) throws ProvisioningException {
        return sources.ask(entry.source(), source -> source.releases(entry.id(), VersionRange.ANY, entry.channel()));
    }

    /** What nobody signed never comes by itself, and what came as a file is in nobody's lists. */
    private static boolean isFollowed(SkillId id, String source) {
        return !id.isLegacy() && !source.equals(Change.DISK);
    }
}
