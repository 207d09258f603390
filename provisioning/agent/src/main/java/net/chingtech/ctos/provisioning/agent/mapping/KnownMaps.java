package net.chingtech.ctos.provisioning.agent.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage.Origin;
import net.chingtech.ctos.provisioning.SearchPage.SourceFailure;
import net.chingtech.ctos.provisioning.agent.catalogue.Followers;

/**
 * The maps as they were read at one moment.
 *
 * @param own the administrator's own map; null when there is none
 * @param broken why the administrator's own map cannot be read; null when it can, or is not there
 * @param bySource the maps of the sources, by source id
 * @param joining the sources whose word is enough to show two skills as one
 * @param failed the sources that could not be asked for theirs
 */
public record KnownMaps(
        SkillMap own, Problem broken, Map<String, SkillMap> bySource, Set<String> joining, List<SourceFailure> failed)
        implements Followers {

    public KnownMaps {
        bySource = new TreeMap<>(bySource);
        joining = Set.copyOf(joining);
        failed = List.copyOf(failed);
    }

    /**
     * What follows a legacy skill, for somebody who acts on it: the administrator's own map wins; otherwise every source was
     * asked, and those that know it must say the same.
     *
     * @return empty when nobody knows one, and everybody was asked
     * @throws ProvisioningException {@code map_invalid} while the administrator's own map cannot be read; {@code
     *     map_ambiguous} when sources do not say the same; why a source could not be asked
     */
    public Optional<Mapped> follower(SkillId legacy, SkillVersion version) throws ProvisioningException {
        if (broken != null) {
            throw new ProvisioningException(broken);
        }
        List<Mapped> named = named(legacy, version);
        // What goes where is as much as who follows: a secret that lands in another value may leave by it.
        if (named.stream().map(Mapped::says).distinct().count() > 1) {
            throw MapRefusals.ambiguous(legacy, version, named);
        }
        boolean decided = named.stream().anyMatch(one -> one.source().equals(SkillMaps.LOCAL));
        if (!decided && !failed.isEmpty()) {
            throw MapRefusals.notAsked(legacy, version, failed.get(0));
        }
        return named.stream()
                .findFirst()
                .map(one -> new Mapped(
                        one.mapping(), named.stream().map(Mapped::source).collect(Collectors.joining(", "))));
    }

    /** Which version of whose maps says what follows a legacy skill, in words. */
    public String versions(Mapped mapped) {
        if (mapped.source().equals(SkillMaps.LOCAL)) {
            return own == null ? "" : "version " + own.version() + " of this container's own map";
        }
        return Stream.of(mapped.source().split(","))
                .map(String::strip)
                .filter(bySource::containsKey)
                .map(source -> "version " + bySource.get(source).version() + " of the map of " + source)
                .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<Followed> of(SkillId legacy, SkillVersion version) {
        List<Mapped> named = named(legacy, version);
        Optional<Mapped> joined = agreed(named.stream()
                .filter(one -> one.source().equals(SkillMaps.LOCAL) || joining.contains(one.source()))
                .toList());
        // A hub whose word is not enough does not keep the others' from being heard, either.
        return joined.or(() -> agreed(named))
                .map(one -> new Followed(new Origin(one.to(), one.source()), joined.isPresent()));
    }

    private static Optional<Mapped> agreed(Collection<Mapped> named) {
        return named.stream().map(Mapped::to).distinct().count() == 1
                ? named.stream().findFirst()
                : Optional.empty();
    }

    private List<Mapped> named(SkillId legacy, SkillVersion version) {
        Optional<Mapped> mine = in(own, SkillMaps.LOCAL, legacy, version);
        if (mine.isPresent()) {
            return List.of(mine.get());
        }
        return bySource.entrySet().stream()
                .flatMap(map -> in(map.getValue(), map.getKey(), legacy, version).stream())
                .toList();
    }

    /** A map speaks of legacy skills, and leads out of their name space; what does neither is passed over. */
    private static Optional<Mapped> in(SkillMap map, String source, SkillId legacy, SkillVersion version) {
        return map == null || !legacy.isLegacy()
                ? Optional.empty()
                : map.of(legacy, version)
                        .filter(one -> one.to() != null && !one.to().isLegacy())
                        .map(one -> new Mapped(one, source));
    }
}
