package net.chingtech.ctos.launcher.hubs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.SafeFiles;

/** {@code trust/hubs.json}: the hubs of a container besides its own. */
public final class HubList {

    private final Home home;

    public HubList(Home home) {
        this.home = home;
    }

    /** What the file holds. */
    record Content(List<KnownHub> hubs) {
        Content {
            hubs = hubs == null ? List.of() : List.copyOf(hubs);
        }
    }

    /** All hubs, in the order in which they were added. */
    public List<KnownHub> all() throws IOException, FormatException {
        Path file = home.hubList();
        return Files.exists(file)
                ? Json.read(Files.readAllBytes(file), Content.class).hubs()
                : List.of();
    }

    public Optional<KnownHub> byUrl(String url) throws IOException, FormatException {
        return all().stream().filter(hub -> hub.url().equals(url)).findFirst();
    }

    /**
     * Adds a hub, or changes what is known of the one that has this address.
     *
     * @throws CommandFailed {@code hub_name_taken}
     */
    public void put(KnownHub hub) throws IOException, FormatException, CommandFailed {
        checkFree(hub.name(), hub.url());
        List<KnownHub> hubs = new ArrayList<>(all());
        hubs.removeIf(other -> other.url().equals(hub.url()));
        hubs.add(hub);
        write(hubs);
    }

    /** @throws CommandFailed {@code hub_name_taken}: a hub of another address has this name */
    public void checkFree(String name, String url) throws IOException, FormatException, CommandFailed {
        if (all().stream()
                .anyMatch(other -> other.name().equals(name) && !other.url().equals(url))) {
            throw new CommandFailed(
                    "hub_name_taken",
                    "another hub has the name " + name,
                    "Choose another with --name, or see ./ctos hub list");
        }
    }

    /**
     * Forgets a hub, with all that was kept of its lists.
     *
     * @throws CommandFailed {@code hub_unknown}
     */
    public KnownHub remove(String name) throws IOException, FormatException, CommandFailed {
        List<KnownHub> hubs = new ArrayList<>(all());
        KnownHub gone = hubs.stream()
                .filter(hub -> hub.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed("hub_unknown", "there is no hub of the name " + name, "See ./ctos hub list"));
        hubs.remove(gone);
        write(hubs);
        Path folder = home.hubTrust(name);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return gone;
    }

    /** The framework property {@code ctos.hubs}: what the container's rooms for SkillHub and ClawHub read. */
    public String property(List<KnownHub> hubs) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (KnownHub hub : hubs) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("name", hub.name());
            line.put("url", hub.url());
            if (hub.signsNothing()) {
                line.put("kind", hub.kind());
            } else {
                line.put("root", hub.root().startsWith(HubRoot.PREFIX) ? hub.root() : absolute(hub.root()));
                line.put("max_tier", hub.maxTier());
            }
            lines.add(line);
        }
        return new String(Json.write(lines), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The container's own hub, wherever it listens: what came from it stays its own. */
    public KnownHub own(String url) {
        return new KnownHub(KnownHub.LOCAL, url, "hubs/" + KnownHub.LOCAL + "/" + HubRoot.FILE, Tier.OFFICIAL, false);
    }

    private String absolute(String root) {
        return home.hubList().resolveSibling(root).toString();
    }

    private void write(List<KnownHub> hubs) throws IOException {
        SafeFiles.write(home.hubList(), Json.writePretty(new Content(hubs)));
    }
}
