package net.chingtech.ctos.provisioning.agent.problem;

/** The reason that somebody else gave for something, within sentences of ours. */
public final class Reason {

    private Reason() {}

    /** In quotes, since these are not the container's words; and as the end of a sentence, however the text itself ends. */
    public static String quoted(String reason) {
        String text = reason.strip();
        boolean ended = !text.isEmpty() && ".!?。！？".indexOf(text.charAt(text.length() - 1)) >= 0;
        return "\"" + text + "\"" + (ended ? "" : ".");
    }
}
