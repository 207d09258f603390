package net.chingtech.ctos.host.internal.sandbox;

import java.util.Optional;
import net.chingtech.ctos.runtime.HostStatus;

/**
 * Which sandbox holds this machine's skills.
 *
 * @param sandbox empty when none works; then nothing is started
 * @param status of a host that uses it: {@code ready}, {@code sandbox_missing}, {@code sandbox_not_holding} or {@code
 *     sandbox_unknown}, with what would help
 */
public record SandboxChoice(Optional<Sandbox> sandbox, HostStatus status) {}
