package net.chingtech.ctos.settings.internal.store;

import java.io.IOException;

/** A configuration is there and cannot be read; what is in it is not known, and none of it is guessed. */
public final class Unreadable extends IOException {

    private static final long serialVersionUID = 1L;

    private final String nextStep;

    /** @param nextStep what would make it readable, for people */
    public Unreadable(String detail, String nextStep, Throwable cause) {
        super(detail, cause);
        this.nextStep = nextStep;
    }

    public String nextStep() {
        return nextStep;
    }
}
