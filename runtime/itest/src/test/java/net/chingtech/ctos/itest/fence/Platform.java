package net.chingtech.ctos.itest.fence;

import java.util.function.ToLongFunction;

/** A bundle of the platform, that calls skills: it stands on the stack of each check, as the host does. */
public final class Platform implements ToLongFunction<Object[]> {

    /** Takes the skill, and what to hand to it. */
    @Override
    @SuppressWarnings("unchecked")
    public long applyAsLong(Object[] what) {
        return ((ToLongFunction<Object[]>) what[0]).applyAsLong((Object[]) what[1]);
    }
}
