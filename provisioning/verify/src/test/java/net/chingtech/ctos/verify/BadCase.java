package net.chingtech.ctos.verify;

/**
 * One thing that must be refused, and how.
 *
 * @param name stable, unique; what comes before the dot is its group
 * @param what for people
 * @param stage where it must be refused
 * @param code why
 */
record BadCase(String name, String what, String stage, String code, Making making) {

    /** Makes the bad thing; what it writes is of the test. */
    interface Making {
        Proof in(Scene scene) throws Exception;
    }

    /** Asks the verifier. */
    interface Proof {
        Object ask() throws VerificationFailed;
    }

    @Override
    public String toString() {
        return name;
    }
}
