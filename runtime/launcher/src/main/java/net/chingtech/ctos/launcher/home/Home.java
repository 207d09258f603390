package net.chingtech.ctos.launcher.home;

import java.nio.file.Path;

/**
 * A container's folder and where the launcher's own files lie in it.
 *
 * @param root absolute
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** Says of what format the home is; the first file that a home gets. */
    public Path file() {
        return root.resolve("home.json");
    }

    /** Held locked for as long as a container or a hub runs on this home. */
    public Path lock() {
        return root.resolve("run/lock");
    }

    /** Where the running container is; there only while it is ready. */
    public Path running() {
        return root.resolve("run/container.json");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** The framework's own storage; derived, may be deleted while the container is down. */
    public Path bundleCache() {
        return root.resolve("bundle-cache");
    }

    /** A secret by its file name, such as {@code api-token}. */
    public Path secret(String name) {
        return root.resolve("secrets").resolve(name);
    }

    /** Private keys of the authorities and publishers that this home made for itself. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** Private root keys of the hub that this home has for itself; outside that hub's own folder. */
    public Path hubRootKeys() {
        return keys().resolve("hub-root");
    }

    /** The authorities that the container trusts. */
    public Path authorities() {
        return root.resolve("trust/authorities");
    }

    /** The hubs besides its own. */
    public Path hubList() {
        return root.resolve("trust/hubs.json");
    }

    /** What is known of one hub: its root, and the lists that it signed. */
    public Path hubTrust(String hub) {
        return root.resolve("trust/hubs").resolve(hub);
    }

    /** The home of the hub that this container starts. */
    public Path hub() {
        return root.resolve("hub");
    }

    /** The authorities that the hub trusts. */
    public Path hubAuthorities() {
        return hub().resolve("authorities");
    }

    /** What was done to the container; written by it alone. */
    public Path audit() {
        return root.resolve("audit/log.jsonl");
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
