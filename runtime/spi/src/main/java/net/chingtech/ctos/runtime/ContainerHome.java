package net.chingtech.ctos.runtime;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/**
 * A container's folder on disk and where things lie in it.
 *
 * @param root absolute
 */
public record ContainerHome(Path root) {

    /** Framework property that holds the home's absolute path. */
    public static final String PROPERTY = "ctos.home";

    /** The home of the running container, as the launcher set it. */
    public static ContainerHome of(BundleContext context) {
        String home = context.getProperty(PROPERTY);
        if (home == null) {
            throw new IllegalStateException("framework property " + PROPERTY + " is not set");
        }
        return new ContainerHome(Path.of(home).toAbsolutePath().normalize());
    }

    public Path registry() {
        return root.resolve("skills/registry.json");
    }

    public Path lockFile() {
        return root.resolve("skills/skill-lock.json");
    }

    /** One folder for each installed release: {@code <id>_<version>/}. */
    public Path installed() {
        return root.resolve("skills/installed");
    }

    /** One folder for each skill's data. */
    public Path data() {
        return root.resolve("skills/data");
    }

    public Path cache() {
        return root.resolve("skills/cache");
    }

    public Path staging() {
        return root.resolve("skills/staging");
    }

    public Path backups() {
        return root.resolve("skills/backups");
    }

    /** Temporary folders of skills, one each; may be deleted while the container is down. */
    public Path temp() {
        return root.resolve("skills/temp");
    }

    /** Authorities' certificates, and pins. */
    public Path trust() {
        return root.resolve("trust");
    }

    /** Files with secrets, each 0600. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path audit() {
        return root.resolve("audit/log.jsonl");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** The embedded database. */
    public Path database() {
        return root.resolve("database");
    }
}
