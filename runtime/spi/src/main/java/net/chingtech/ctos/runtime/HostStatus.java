package net.chingtech.ctos.runtime;

import java.util.List;

/**
 * Whether a host can run skills now, and how well it holds them.
 *
 * @param available false means that {@link SkillHost#start} refuses
 * @param code stable reason code, such as {@code ready}, {@code host_unavailable_java}, {@code canary_not_denied} or
 *     {@code sandbox_missing}
 * @param detail what it means, for people
 * @param sandbox what holds the skill: {@code security_layer}, {@code bubblewrap}, {@code podman}, {@code docker},
 *     {@code unshare} or {@code none}
 * @param isolatesFiles whether a skill reaches no file of the machine but its own; without it only official skills run
 *     without an explicit yes
 * @param cannotStop what it does not stop, each a sentence for people; empty when nothing is known
 */
public record HostStatus(
        boolean available, String code, String detail, String sandbox, boolean isolatesFiles, List<String> cannotStop) {

    public HostStatus {
        cannotStop = List.copyOf(cannotStop);
    }

    /** A host that runs nothing. */
    public static HostStatus unavailable(String code, String detail, String sandbox) {
        return new HostStatus(false, code, detail, sandbox, false, List.of());
    }
}
