package net.chingtech.ctos.guard;

/** The OSGi security layer did not come up; the message says what is missing. */
public final class SecurityLayerMissing extends Exception {

    private static final long serialVersionUID = 1L;

    public SecurityLayerMissing(String why) {
        super(why);
    }
}
