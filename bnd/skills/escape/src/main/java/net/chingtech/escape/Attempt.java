package net.chingtech.escape;

/**
 * One way out.
 *
 * @param name its subject, a dot, and what it does
 * @param tries what it tries, in a few words for the table
 * @param way tries it
 */
record Attempt(String name, String tries, Way way) {

    /** Tries it; {@link World#TRIED} when only others can see whether it worked, anything else is loot, a throw is a no. */
    @FunctionalInterface
    interface Way {
        Object go(World world) throws Throwable;
    }
}
