package net.chingtech.ctos.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.child.rehearsal.Rehearsal;
import net.chingtech.ctos.engine.MigrationTask;
import net.chingtech.ctos.wire.RpcError;

/**
 * The order to start a skill.
 *
 * @param location where its bundle is installed
 * @param limit how long the start may take, and each question for its health
 * @param settings by PID, for its components
 * @param relay where programs may reach the network
 */
record StartOrder(
        String id,
        String version,
        String location,
        Path artifact,
        List<String> exports,
        Duration limit,
        Path dataFolder,
        Optional<Path> tempFolder,
        List<String> grants,
        List<List<String>> rights,
        Map<String, Map<String, Object>> settings,
        Optional<RelayOrder> relay) {

    /** @param socket of the container, @param port of this process on 127.0.0.1 */
    record RelayOrder(Path socket, int port) {}

    static StartOrder of(Parameters given) throws RpcError {
        return new StartOrder(
                given.text("id"),
                given.text("version"),
                given.text("location"),
                given.path("artifact"),
                given.texts("exports"),
                Duration.ofMillis(given.number("timeout_ms")),
                given.path("data_folder"),
                given.optionalPath("temp_folder"),
                given.texts("grants"),
                given.rows("rights"),
                given.settings("settings"),
                given.has("relay") ? Optional.of(relay(given.object("relay"))) : Optional.empty());
    }

    /** The order to start the process's own skill. */
    static StartOrder rehearsal(Path jar) throws IOException {
        return new StartOrder(
                Rehearsal.ID,
                "1.0.0",
                "skill:" + Rehearsal.ID + "@1.0.0#" + Digest.sha256(Files.readAllBytes(jar)),
                jar,
                List.of(Rehearsal.TOOL),
                Duration.ofSeconds(30),
                jar.getParent(),
                Optional.empty(),
                List.of(),
                Rehearsal.rights(),
                Map.of(),
                Optional.empty());
    }

    private static RelayOrder relay(Parameters relay) throws RpcError {
        long port = relay.number("port");
        if (port < 1 || port > 65_535) {
            throw RpcError.parameters("The port of the relay is none.");
        }
        return new RelayOrder(relay.path("socket"), (int) port);
    }

    /** What its migrations are to do. */
    MigrationTask migration(Parameters given) throws RpcError {
        return new MigrationTask(
                given.texts("services"),
                given.text("from"),
                version,
                dataFolder,
                given.settings("settings_before"),
                Duration.ofMillis(given.number("longest_ms")));
    }
}
