package net.chingtech.ctos.verify.hub;

/**
 * One line of the table.
 *
 * @param ours what comes of it with our client: {@link Scene#ACCEPTED} or a code
 * @param peer what comes of it with the other client: {@link Scene#ACCEPTED} or an exception
 * @param why they differ; empty when both accept or both refuse
 * @param known whether the client has asked the hub before the attack
 * @param passes whether our client accepts the hub's lists again once the attacker is gone
 * @param play what the attacker, the hub and time do before the client asks
 */
record Scenario(String name, String ours, String peer, String why, boolean known, boolean passes, Play play) {

    /** What happens. */
    interface Play {
        void on(Scene scene) throws Exception;
    }

    static Scenario accepted(String name, Play play) {
        return new Scenario(name, Scene.ACCEPTED, Scene.ACCEPTED, "", true, true, play);
    }

    static Scenario refused(String name, String ours, String peer, Play play) {
        return new Scenario(name, ours, peer, "", true, true, play);
    }

    /** They differ. */
    Scenario because(String reason) {
        return new Scenario(name, ours, peer, reason, known, passes, play);
    }

    /** The client never asked this hub before. */
    Scenario atFirst() {
        return new Scenario(name, ours, peer, why, false, passes, play);
    }

    /** It is no attacker's doing, or it cannot be taken back. */
    Scenario lasts() {
        return new Scenario(name, ours, peer, why, known, false, play);
    }

    boolean same() {
        return ours.equals(Scene.ACCEPTED) == peer.equals(Scene.ACCEPTED);
    }

    String line() {
        return "| " + name + " | " + ours + " | " + peer + " | " + why + " |";
    }

    @Override
    public String toString() {
        return name;
    }
}
