package net.chingtech.ctos.provisioning.agent.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.mapping.SkillMap.Mapping;
import net.chingtech.ctos.format.mapping.SkillMap.PathMove;
import net.chingtech.ctos.format.mapping.SkillMap.Value;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.plan.Moving.Aside;
import net.chingtech.ctos.provisioning.agent.plan.Moving.Carried;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.store.DataCarry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.runtime.SkillBelongings;

/** Says what of a legacy skill is carried over by a mapping, and whether anything of the follower stands in the way. */
public record Carries(Folders folders, SkillBelongings belongings) {

    /**
     * @param again whether all that there is of the follower is what the same migration left, which was undone
     * @throws ProvisioningException {@code map_invalid}, {@code migration_conflict}
     */
    Carried of(SkillId legacy, Mapping mapping, boolean again) throws ProvisioningException {
        List<String> inTheWay = new ArrayList<>();
        SortedMap<String, String> values = new TreeMap<>();
        SortedMap<String, String> valuesAside = new TreeMap<>();
        SortedMap<String, String> same = new TreeMap<>();
        List<String> unset = new ArrayList<>();
        boolean dataAside = false;
        List<Value> settings = new ArrayList<>();
        Set<String> set = belongings.valueNames(legacy);
        for (Value one : mapping.configuration()) {
            check(legacy, one);
            if (!set.contains(one.env())) {
                if (one.toEnv() == null
                        || belongings.value(mapping.to(), one.toEnv()).isEmpty()) {
                    unset.add(one.env());
                }
                continue;
            }
            if (one.toSetting() != null) {
                settings.add(one);
                continue;
            }
            Optional<String> there = belongings.value(mapping.to(), one.toEnv());
            if (there.isEmpty()) {
                values.put(one.env(), one.toEnv());
            } else if (!there.equals(belongings.value(legacy, one.env())) && again) {
                values.put(one.env(), one.toEnv());
                valuesAside.put(one.toEnv(), free(mapping.to(), one.toEnv()));
            } else if (!there.equals(belongings.value(legacy, one.env()))) {
                inTheWay.add("the value " + one.toEnv() + " is set already");
            } else {
                same.put(one.env(), one.toEnv());
            }
        }
        List<PathMove> data = new ArrayList<>();
        long bytes = 0;
        DataCarry carry = new DataCarry(folders.data(legacy), folders.data(mapping.to()));
        for (PathMove move : mapping.data()) {
            if (!DataCarry.stays(move.from()) || !DataCarry.stays(move.to())) {
                throw MigrationRefusals.mapInvalid(legacy, "a path leaves its folder, or is none");
            }
            try {
                if (carry.exists(move)) {
                    List<String> blocking = carry.inTheWay(move);
                    dataAside |= again && !blocking.isEmpty();
                    inTheWay.addAll(again ? List.of() : blocking);
                    data.add(move);
                    bytes += carry.bytes(move);
                }
            } catch (IOException e) {
                throw new ProvisioningException(DiskFailures.of(e, "look at the data of " + legacy), e);
            }
        }
        if (!inTheWay.isEmpty()) {
            throw MigrationRefusals.conflict(legacy, mapping.to(), inTheWay);
        }
        return new Carried(values, settings, data, bytes, new Aside(valuesAside, dataAside), same, unset);
    }

    /** A name that no value of the follower has. */
    private String free(SkillId follower, String name) {
        String free = name + "_BEFORE";
        for (int i = 2; belongings.value(follower, free).isPresent(); i++) {
            free = name + "_BEFORE_" + i;
        }
        return free;
    }

    /** The names of values of a legacy skill that a mapping says nothing of. */
    List<String> valuesLeft(SkillId legacy, Mapping mapping) {
        Set<String> left = new java.util.TreeSet<>(belongings.valueNames(legacy));
        mapping.configuration().forEach(one -> left.remove(one.env()));
        return List.copyOf(left);
    }

    /** What lies at the top of its data folder, of which a mapping says nothing at all. */
    List<String> dataLeft(SkillId legacy, Mapping mapping) throws IOException {
        List<String> left = new ArrayList<>();
        for (java.nio.file.Path one : Folders.children(folders.data(legacy))) {
            String name = one.getFileName().toString();
            boolean mapped = mapping.data().stream()
                    .map(PathMove::from)
                    .anyMatch(from -> from.equals(".") || from.equals(name) || from.startsWith(name + "/"));
            if (!mapped) {
                left.add(name);
            }
        }
        return left;
    }

    private static void check(SkillId legacy, Value value) throws ProvisioningException {
        if (value.env() == null || (value.toEnv() == null) == (value.toSetting() == null)) {
            throw MigrationRefusals.mapInvalid(legacy, "a value has to become either a value or a setting");
        }
    }
}
