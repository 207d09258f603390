package net.chingtech.ctos.runtime;

/**
 * Whether a host can run skills now.
 *
 * @param available false means that {@link SkillHost#start} refuses
 * @param code stable reason code, such as {@code ready}, {@code host_unavailable_java} or {@code canary_not_denied}
 * @param detail what it means, for people, with what this host cannot stop
 */
public record HostStatus(boolean available, String code, String detail) {}
