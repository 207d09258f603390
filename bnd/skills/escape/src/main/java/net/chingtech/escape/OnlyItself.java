package net.chingtech.escape;

/** It worked, but reaches nothing beyond the skill's own process. */
final class OnlyItself extends Exception {

    private static final long serialVersionUID = 1L;

    OnlyItself(String what) {
        super(what);
    }
}
