package net.chingtech.ctos.provisioning.agent.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;

/** What a choice of a host means, in sentences for whoever has to agree to it. */
public final class HostWords {

    private static final Map<String, String> HELD_BY = Map.of(
            "security_layer", "fenced by Java's security layer",
            "bubblewrap", "in a sandbox made by bubblewrap",
            "podman", "in a container made by podman",
            "docker", "in a container made by docker",
            "unshare", "in namespaces of its own",
            "none", "without a sandbox");

    private HostWords() {}

    /**
     * Where it will run and why, what moving it changes, and, when it takes a yes of its own, what that place does not stop.
     *
     * @param before where it runs today, as {@link Hosts#word(HostLevel)} says it, or null
     */
    public static List<String> of(Hosts.Choice choice, String before) {
        List<String> notes = new ArrayList<>();
        HostStatus status = choice.status();
        notes.add("It runs " + Hosts.place(choice.level())
                + (status == null ? "" : ", " + HELD_BY.getOrDefault(status.sandbox(), "held by " + status.sandbox()))
                + (choice.why() == null ? "" : ", because " + choice.why()) + ".");
        if (before != null && !before.equals(Hosts.word(choice.level()))) {
            notes.add(
                    choice.level() == HostLevel.PROCESS
                            ? "Until now it ran in the container's framework. From now on it takes memory of its own, and"
                                    + " a call takes a little longer."
                            : "Until now it ran in a process of its own. From now on it shares the container's memory and"
                                    + " threads.");
        }
        if (choice.weaker()) {
            notes.add(
                    status != null && !status.isolatesFiles()
                            ? "It is held less well than it should be: nothing there keeps it from the files of this"
                                    + " machine."
                            : "It is held less well than it should be: it should have a process of its own.");
        }
        if (status != null && choice.weaker()) {
            status.cannotStop().forEach(one -> notes.add("Not stopped there: " + one));
        }
        return notes;
    }
}
