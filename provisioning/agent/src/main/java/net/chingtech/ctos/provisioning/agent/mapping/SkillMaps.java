package net.chingtech.ctos.provisioning.agent.mapping;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;

/** Which skill follows which legacy skill, by what the sources' signed maps say and by the administrator's own. */
public final class SkillMaps {

    /** Stands for the administrator's own map where a source is named. */
    public static final String LOCAL = "local";

    /** So long an answer is good; a map changes a few times in a year. */
    private static final long GOOD_NANOS = Duration.ofSeconds(10).toNanos();

    /** So long a source that failed is not asked again, so that one that is dead does not slow down each search. */
    private static final long FAILED_NANOS = Duration.ofSeconds(10).toNanos();

    private final Sources sources;
    private final OwnMap own;
    private final Consumer<Problem> told;
    private final LongSupplier nanos;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    private record Remembered(Optional<SkillMap> map, Problem problem, long until) {}

    /**
     * @param trust the folder of the home that may hold the administrator's own map
     * @param told of an own map that cannot be read
     */
    public SkillMaps(Sources sources, Path trust, Consumer<Problem> told, LongSupplier nanos) {
        this.sources = sources;
        this.own = new OwnMap(trust);
        this.told = told;
        this.nanos = nanos;
    }

    /** As {@link KnownMaps#follower}, of the maps as they are now. */
    public Optional<Mapped> follower(SkillId legacy, SkillVersion version) throws ProvisioningException {
        return now().follower(legacy, version);
    }

    /** As {@link #now}, for somebody who acts on it: what a source said a moment ago is not good enough. */
    public KnownMaps fresh() {
        remembered.clear();
        return now();
    }

    /** All maps: the sources are asked at once, each until the deadline, unless what they said is still good. */
    public KnownMaps now() {
        SkillMap mine = null;
        Problem broken = null;
        try {
            mine = own.read().orElse(null);
        } catch (ProvisioningException e) {
            broken = e.problem();
            told.accept(broken);
        }
        Sources.Answers<Optional<SkillMap>> answers = sources.askAll(this::map);
        answers.failed()
                .forEach(one -> remembered.putIfAbsent(
                        one.source(), new Remembered(null, one.problem(), nanos.getAsLong() + FAILED_NANOS)));
        Map<String, SkillMap> bySource = new TreeMap<>();
        answers.bySource().forEach((source, map) -> map.ifPresent(one -> bySource.put(source, one)));
        return new KnownMaps(mine, broken, bySource, joining(), answers.failed());
    }

    /** A hub that may give official skills is one that an administrator trusts to say what is the same as what. */
    private Set<String> joining() {
        return sources.all().stream()
                .map(SkillSource::status)
                .filter(source -> source.maxTier() == null || source.maxTier() == Tier.OFFICIAL)
                .map(SourceStatus::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<SkillMap> map(SkillSource source) throws ProvisioningException {
        // Whoever has the legacy skills does not say what takes their place.
        if (SkillSource.isLegacy(source.id())) {
            return Optional.empty();
        }
        Remembered known = remembered.get(source.id());
        if (known != null && nanos.getAsLong() - known.until < 0) {
            if (known.problem != null) {
                throw new ProvisioningException(known.problem);
            }
            return known.map;
        }
        remembered.remove(source.id());
        Optional<SkillMap> map = source.map();
        remembered.put(source.id(), new Remembered(map, null, nanos.getAsLong() + GOOD_NANOS));
        return map;
    }
}
