package net.chingtech.ctos.provisioning.agent.plan;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.mapping.SkillMap.PathMove;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.mapping.Mapped;
import net.chingtech.ctos.provisioning.agent.plan.Followers.Route;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Migrated;
import net.chingtech.ctos.provisioning.agent.store.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of each legacy skill whether it can be migrated, and what that would do; each is planned by itself. */
final class MigrationReporter {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationReporter.class);

    /** What people are told, by the code of why it cannot be. */
    private static final Map<String, MigrationReport.State> STATES = Map.of(
            "not_mapped",
            MigrationReport.State.NOT_MAPPED,
            "follower_missing",
            MigrationReport.State.FOLLOWER_MISSING,
            "follower_version_unfit",
            MigrationReport.State.FOLLOWER_MISSING,
            "follower_revoked",
            MigrationReport.State.FOLLOWER_REVOKED,
            "key_revoked",
            MigrationReport.State.FOLLOWER_REVOKED,
            "migration_conflict",
            MigrationReport.State.CONFLICT,
            Offline.CODE,
            MigrationReport.State.SOURCE_UNREACHABLE,
            "source_unreachable",
            MigrationReport.State.SOURCE_UNREACHABLE);

    private final MigrationPlanner.Session session;
    private final Carries carries;

    MigrationReporter(MigrationPlanner.Session session, Carries carries) {
        this.session = session;
        this.carries = carries;
    }

    MigrationReport of(State state, Instant now) {
        return new MigrationReport(
                MigrationPlanner.legacies(state).stream().map(this::legacy).toList(),
                state.registry().migrations().stream()
                        .sorted(Comparator.comparing(Migrated::at).reversed())
                        .map(one -> done(one, now))
                        .toList());
    }

    private MigrationReport.Legacy legacy(Entry legacy) {
        Mapped mapped = null;
        try {
            mapped = session.followers.mapped(legacy);
            Route route = session.route(legacy);
            Planned planned = session.plan(new Change.Migrate(legacy.id()), List.of(route), List.of());
            return ready(route, planned.plan());
        } catch (ProvisioningException e) {
            return blocked(legacy, mapped, e.problem());
        }
    }

    private MigrationReport.Legacy ready(Route route, Plan plan) {
        Entry legacy = route.legacy();
        Plan.Item follower = plan.items().stream()
                .filter(item -> item.id().equals(route.follower()))
                .findFirst()
                .orElse(null);
        SkillVersion version =
                follower != null ? follower.to() : route.installed().current().version();
        return new MigrationReport.Legacy(
                legacy.id(),
                legacy.current().name(),
                legacy.current().version(),
                route.follower(),
                version,
                route.mapped().source(),
                MigrationReport.State.READY,
                null,
                follower == null ? List.of() : needed(follower),
                follower == null ? legacy.current().grants() : follower.lost(),
                follower == null ? List.of() : follower.effects().migrations(),
                values(route),
                carries.valuesLeft(legacy.id(), route.mapped().mapping()),
                route.carried().data().stream().map(PathMove::from).toList(),
                dataLeft(legacy.id(), route.mapped()),
                route.carried().bytes(),
                notes(route, follower));
    }

    /** What it gets by the migration alone; what is optional is another question. */
    private static List<SkillPermission> needed(Plan.Item follower) {
        Set<SkillPermission> optional = optional(follower);
        return follower.gained().stream().filter(one -> !optional.contains(one)).toList();
    }

    private static Set<SkillPermission> optional(Plan.Item follower) {
        return follower.optionalPermissions().stream()
                .map(Plan.Asked::permission)
                .collect(Collectors.toSet());
    }

    private List<String> notes(Route route, Plan.Item follower) {
        List<String> notes = new ArrayList<>(Worded.notes(route.legacy()));
        String said = session.followers.said(route.mapped());
        if (!said.isEmpty()) {
            notes.add("What follows it is said by " + said + ".");
        }
        Set<SkillPermission> optional = follower == null ? Set.of() : optional(follower);
        String names = follower == null
                ? ""
                : follower.gained().stream()
                        .filter(optional::contains)
                        .map(SkillPermission::name)
                        .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            notes.add("If you like, it may: " + names + ".");
        }
        return notes;
    }

    private static List<String> values(Route route) {
        List<String> names = new ArrayList<>(route.carried().values().keySet());
        route.carried().settings().forEach(one -> names.add(one.env()));
        return names;
    }

    private List<String> dataLeft(SkillId legacy, Mapped mapped) {
        try {
            return carries.dataLeft(legacy, mapped.mapping());
        } catch (IOException e) {
            LOG.warn("what of the data of {} is not carried over cannot be told", legacy, e);
            return List.of();
        }
    }

    private static MigrationReport.Legacy blocked(Entry legacy, Mapped mapped, Problem problem) {
        return new MigrationReport.Legacy(
                legacy.id(),
                legacy.current().name(),
                legacy.current().version(),
                mapped == null ? null : mapped.to(),
                null,
                mapped == null ? null : mapped.source(),
                STATES.getOrDefault(problem.code(), MigrationReport.State.BLOCKED),
                problem,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                Worded.notes(legacy));
    }

    private static MigrationReport.Done done(Migrated one, Instant now) {
        return new MigrationReport.Done(
                one.id(),
                one.legacy().current().name(),
                one.legacy().current().version(),
                one.follower(),
                one.followerVersion(),
                one.brought(),
                one.at(),
                one.until(),
                one.isKept(now) ? null : MigrationRefusals.tooOld(one).problem());
    }
}
