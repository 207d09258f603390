package net.chingtech.ctos.provisioning.agent.update;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage.SourceFailure;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.UpdateCheck;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sources say is newer: each from the skill's own source, judged by its signed statement; planning decides. */
public final class UpdateChecks {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateChecks.class);

    private final Sources sources;
    private final Supplier<List<InstalledSkill>> installed;
    private final UpdateJudge judge;
    private final ReleaseLook look;
    private final Clock clock;
    private volatile UpdateCheck last = new UpdateCheck(null, List.of(), List.of());

    public UpdateChecks(
            Sources sources,
            Supplier<List<InstalledSkill>> installed,
            UpdateJudge judge,
            ReleaseLook look,
            Clock clock) {
        this.sources = sources;
        this.installed = installed;
        this.judge = judge;
        this.look = look;
        this.clock = clock;
    }

    /** What the last check found, without what was installed or removed since. */
    public UpdateCheck last() {
        UpdateCheck check = last;
        Map<?, InstalledSkill> now = installed.get().stream().collect(Collectors.toMap(InstalledSkill::id, one -> one));
        return new UpdateCheck(
                check.at(),
                check.updates().stream()
                        .filter(update -> Optional.ofNullable(now.get(update.id()))
                                .map(skill -> skill.version().equals(update.currentVersion()))
                                .orElse(false))
                        .toList(),
                check.failed());
    }

    /** Asks all sources. Of those that do not answer, or are left alone, what was found before goes on to hold. */
    public UpdateCheck check() {
        if (sources.isOffline()) {
            last = new UpdateCheck(last.at(), last.updates(), sources.leftAlone());
            return last();
        }
        List<InstalledSkill> now = installed.get();
        SortedMap<String, List<InstalledSkill>> bySource =
                new TreeMap<>(now.stream().collect(Collectors.groupingBy(InstalledSkill::source)));
        Sources.Answers<List<AvailableUpdate>> answers =
                sources.askAll(source -> ask(source, bySource.getOrDefault(source.id(), List.of())));
        List<AvailableUpdate> hints = answers.bySource().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(AvailableUpdate::id))
                .toList();
        // Before they are judged: what is new is as old as its first sight here.
        see(now, answers.bySource().keySet(), hints);
        List<AvailableUpdate> updates = judge.judged(hints);
        List<SourceFailure> failed = new ArrayList<>(answers.failed());
        for (String source : bySource.keySet()) {
            if (sources.find(source).isEmpty()) {
                failed.add(new SourceFailure(
                        source,
                        Refusals.sourceUnreachable(source, "it is not connected to this container")
                                .problem()));
            }
        }
        last = new UpdateCheck(
                answers.bySource().isEmpty() ? last.at() : clock.instant(), withKnown(updates, failed), failed);
        return last();
    }

    private void see(List<InstalledSkill> skills, Set<String> answered, List<AvailableUpdate> hints) {
        Map<SkillId, SkillVersion> latest = new HashMap<>();
        hints.forEach(
                hint -> latest.merge(hint.id(), hint.latestVersion(), BinaryOperator.maxBy(Comparator.naturalOrder())));
        Set<String> left = new HashSet<>(answered);
        for (InstalledSkill skill : skills) {
            try {
                if (left.contains(skill.source())) {
                    look.heard(skill.id(), latest.get(skill.id()));
                }
            } catch (ProvisioningException e) {
                LOG.debug("{} was not asked what it has of {}: {}", skill.source(), skill.id(), e.problem());
                if (Refusals.is(e, "source_unreachable")) {
                    left.remove(skill.source());
                }
            }
        }
    }

    private List<AvailableUpdate> withKnown(List<AvailableUpdate> found, List<SourceFailure> failed) {
        Set<String> silent = failed.stream().map(SourceFailure::source).collect(Collectors.toSet());
        return Stream.concat(found.stream(), last.updates().stream().filter(update -> silent.contains(update.source())))
                .sorted(Comparator.comparing(AvailableUpdate::id))
                .toList();
    }

    private static List<AvailableUpdate> ask(SkillSource source, List<InstalledSkill> skills)
            throws ProvisioningException {
        Map<Channel, List<InstalledSkill>> byChannel =
                new TreeMap<>(skills.stream().collect(Collectors.groupingBy(InstalledSkill::channel)));
        List<AvailableUpdate> updates = new ArrayList<>();
        for (Map.Entry<Channel, List<InstalledSkill>> group : byChannel.entrySet()) {
            for (UpdateLine line : source.updates(group.getValue(), group.getKey())) {
                group.getValue().stream()
                        .filter(skill -> skill.id().equals(line.id())
                                && line.latestVersion().compareTo(skill.version()) > 0)
                        .findFirst()
                        .ifPresent(skill -> updates.add(update(skill, line)));
            }
        }
        return updates;
    }

    private static AvailableUpdate update(InstalledSkill skill, UpdateLine line) {
        return new AvailableUpdate(
                skill.id(),
                skill.name(),
                skill.version(),
                line.latestVersion(),
                line.latestVersion().severityFrom(skill.version()),
                line.security(),
                line.releaseNotes() == null ? "" : line.releaseNotes(),
                line.newPermissions() == null ? List.of() : line.newPermissions(),
                skill.source(),
                null);
    }
}
