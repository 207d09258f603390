package net.chingtech.ctos.provisioning.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.runtime.ContainerHome;

/** The id that the launcher gave this container, from {@code home.json}. */
final class ContainerId {

    private ContainerId() {}

    static String of(ContainerHome home) {
        Path file = home.root().resolve("home.json");
        try {
            String id =
                    Json.readTree(Files.readAllBytes(file)).path("container_id").asText("");
            if (!id.isEmpty()) {
                return id;
            }
        } catch (IOException | FormatException e) {
            throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
        }
        throw new IllegalStateException(file + " names no container_id");
    }
}
