package net.chingtech.ctos.skillhub.server.clawhub;

/** A request that is turned away in ClawHub's way: a status and one line of plain text. */
public final class Turned extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    public Turned(int status, String text) {
        super(text);
        this.status = status;
    }

    public int status() {
        return status;
    }

    static Turned skillNotFound() {
        return new Turned(404, "Skill not found");
    }

    static Turned versionNotFound() {
        return new Turned(404, "Version not found");
    }
}
