package net.chingtech.escape;

import net.chingtech.ctos.skill.ToolException;

/** Carries what an attempt wants thrown at whoever called the tool. */
final class Passing extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Throwable thrown;

    Passing(Throwable thrown) {
        this.thrown = thrown;
    }

    ToolException toRouter() {
        return sneak(thrown);
    }

    @SuppressWarnings("unchecked") // The point of it: the compiler is told that any throwable may come.
    private static <T extends Throwable> ToolException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
