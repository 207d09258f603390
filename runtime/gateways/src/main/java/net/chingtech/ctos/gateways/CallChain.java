package net.chingtech.ctos.gateways;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import net.chingtech.ctos.format.SkillId;

/**
 * The skills through which a call came, first caller first. It is bound to the thread that answers the call: a host reads
 * it when it takes a call and binds it, with the called skill at the end, where the skill answers. A skill that calls
 * from a thread of its own begins a new chain with itself.
 *
 * @param skills no skill twice
 */
public record CallChain(List<SkillId> skills) {

    /** The chain of a call that no skill made. */
    public static final CallChain EMPTY = new CallChain(List.of());

    /** How many skills may call each other in a row. */
    public static final int DEEPEST = 8;

    private static final ThreadLocal<CallChain> CURRENT = new ThreadLocal<>();

    public CallChain {
        skills = List.copyOf(skills);
    }

    /** The chain of the call that this thread answers. */
    public static CallChain current() {
        CallChain chain = CURRENT.get();
        return chain == null ? EMPTY : chain;
    }

    public boolean contains(SkillId skill) {
        return skills.contains(skill);
    }

    /** This chain with {@code skill} at its end; the same when it is there already. */
    public CallChain endingWith(SkillId skill) {
        if (!skills.isEmpty() && skills.get(skills.size() - 1).equals(skill)) {
            return this;
        }
        List<SkillId> longer = new ArrayList<>(skills);
        longer.add(skill);
        return new CallChain(longer);
    }

    /** Does {@code work} with this chain bound to the thread. */
    public <T> T bind(Callable<T> work) throws Exception {
        CallChain before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }
}
