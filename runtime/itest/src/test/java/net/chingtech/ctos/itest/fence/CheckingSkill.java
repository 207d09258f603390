package net.chingtech.ctos.itest.fence;

import java.util.function.ToLongFunction;

/** A skill that asks for a file of its own folder, as its first caller or below many frames of its own. */
public final class CheckingSkill implements ToLongFunction<Object[]> {

    /** Takes the file, the depth and how often; returns nanoseconds for one check. */
    @Override
    public long applyAsLong(Object[] what) {
        return below((int) what[1] - 1, (String) what[0], (int) what[2]);
    }

    private static long below(int frames, String file, int checks) {
        if (frames > 0) {
            return below(frames - 1, file, checks);
        }
        SecurityManager manager = System.getSecurityManager();
        long begin = System.nanoTime();
        for (int i = 0; i < checks; i++) {
            manager.checkRead(file);
        }
        return (System.nanoTime() - begin) / checks;
    }
}
