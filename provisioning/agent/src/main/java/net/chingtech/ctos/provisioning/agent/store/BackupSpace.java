package net.chingtech.ctos.provisioning.agent.store;

import java.util.Map;
import java.util.function.LongSupplier;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/**
 * Whether there is room for copies of skills' data.
 *
 * @param largest how many bytes of one skill are copied at most
 * @param usable how many bytes the disk has left
 */
public record BackupSpace(long largest, LongSupplier usable) {

    private static final long MIB = 1024 * 1024;

    /**
     * @param bytes that each skill's copy takes, by the skill's name
     * @throws ProvisioningException {@code backup_too_large}, {@code backup_no_space}
     */
    public void require(Map<String, Long> bytes) throws ProvisioningException {
        for (Map.Entry<String, Long> one : bytes.entrySet()) {
            if (one.getValue() > largest) {
                throw tooLarge(one.getKey(), one.getValue());
            }
        }
        long sum = bytes.values().stream().mapToLong(Long::longValue).sum();
        long free = usable.getAsLong();
        // A tenth more for what copying itself needs, and what is written meanwhile.
        if (sum + sum / 10 > free) {
            throw Refusals.of(
                    507,
                    "backup_no_space",
                    "The data of " + String.join(", ", bytes.keySet()) + " is copied before the change, which takes "
                            + words(sum) + "; the disk has " + words(free) + " left. Nothing was changed.",
                    "Free some space on the disk of the container's home, then try again.");
        }
    }

    private ProvisioningException tooLarge(String name, long bytes) {
        return Refusals.of(
                507,
                "backup_too_large",
                "The data of " + name + " takes " + words(bytes) + ", and at most " + words(largest)
                        + " is copied before a change. Nothing was changed.",
                "Start the container with ./ctos run --largest-copy and more MiB, or remove what " + name
                        + " does not need any more.");
    }

    private static String words(long bytes) {
        return bytes < 10 * MIB ? Math.max(1, bytes / 1024) + " KiB" : bytes / MIB + " MiB";
    }
}
