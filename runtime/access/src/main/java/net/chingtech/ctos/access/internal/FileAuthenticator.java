package net.chingtech.ctos.access.internal;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.runtime.Authenticator;
import net.chingtech.ctos.runtime.ContainerHome;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows people and programs by the secrets in the home's folder {@code secrets/}. */
@Component
public final class FileAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(FileAuthenticator.class);
    private static final String ADMINISTRATOR = "admin";

    private final Lock console;
    private final Map<Door, Lock> doors;

    /** One door's secret, and what slows guessing at it. */
    private record Lock(String name, SecretFile secret, GuessLimit limit) {}

    @Activate
    public FileAuthenticator(BundleContext context) {
        this(ContainerHome.of(context).secrets(), Clock.systemUTC());
    }

    FileAuthenticator(Path secrets, Clock clock) {
        console = lock(ADMINISTRATOR, secrets.resolve("admin-password"), clock);
        doors = Map.of(
                Door.REST, lock("api-token", secrets.resolve("api-token"), clock),
                Door.MCP, lock("mcp-token", secrets.resolve("mcp-token"), clock));
    }

    private static Lock lock(String name, Path file, Clock clock) {
        return new Lock(name, new SecretFile(file), new GuessLimit(clock));
    }

    @Override
    public Optional<Identity> password(String user, String password) {
        if (user == null) {
            return Optional.empty();
        }
        boolean rightUser = MessageDigest.isEqual(SecretFile.sha256(user), SecretFile.sha256(ADMINISTRATOR));
        return open(console, password, rightUser);
    }

    @Override
    public Optional<Identity> token(Door door, String token) {
        return open(doors.get(door), token, true);
    }

    /** Both digests are always made and compared, so that the time it takes says nothing. */
    private static Optional<Identity> open(Lock lock, String word, boolean rightUser) {
        if (word == null || word.isEmpty() || lock.limit().isClosed()) {
            return Optional.empty();
        }
        byte[] given = SecretFile.sha256(word);
        Optional<byte[]> expected = lock.secret().digest();
        boolean rightWord = MessageDigest.isEqual(given, expected.orElseGet(() -> new byte[given.length]));
        if (rightUser & rightWord & expected.isPresent()) {
            lock.limit().right();
            return Optional.of(new Identity(lock.name()));
        }
        if (lock.limit().wrong(given)) {
            LOG.warn(
                    "Somebody is guessing the secret of {}; it opens to nobody for {} s",
                    lock.name(),
                    lock.limit().pause().toSeconds());
        }
        return Optional.empty();
    }
}
