package net.chingtech.ctos.provisioning.agent.plan;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;

/**
 * What skills reach through each other.
 *
 * @param today with what is granted now
 * @param afterwards with what a plan brings, and what was declined declined again
 * @param atMost with all that what a plan brings asks for
 */
record Reaches(Reach today, Reach afterwards, Reach atMost) {

    /** @param changing what a plan brings */
    static Reaches of(State state, SortedMap<SkillId, Candidate> changing, SortedMap<SkillId, Proven> proven) {
        SortedMap<SkillId, Reach.Skill> today = new TreeMap<>();
        state.registry()
                .skills()
                .forEach(entry -> today.put(
                        entry.id(),
                        new Reach.Skill(entry.current().name(), entry.current().grants())));
        SortedMap<SkillId, Reach.Skill> afterwards = new TreeMap<>(today);
        SortedMap<SkillId, Reach.Skill> atMost = new TreeMap<>(today);
        proven.forEach((id, one) -> {
            String name = ItemWriter.name(changing.get(id));
            ReleaseStatement statement = one.statement().statement();
            atMost.put(id, new Reach.Skill(name, asked(statement)));
            afterwards.put(
                    id, new Reach.Skill(name, usual(statement, state.find(id).orElse(null))));
        });
        return new Reaches(new Reach(today), new Reach(afterwards), new Reach(atMost));
    }

    /** All that a release asks for, needed or optional. */
    static Set<SkillPermission> asked(ReleaseStatement statement) {
        Set<SkillPermission> asked = new LinkedHashSet<>(statement.permissions());
        asked.addAll(statement.optionalPermissions());
        return asked;
    }

    /** What it asks for, without the optional ones that were declined before. */
    static Set<SkillPermission> usual(ReleaseStatement statement, Entry before) {
        Set<SkillPermission> usual = asked(statement);
        if (before != null) {
            usual.removeIf(one -> before.current().declined().contains(one)
                    && !statement.permissions().contains(one));
        }
        return usual;
    }
}
