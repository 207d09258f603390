package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.password.PasswordHash;
import net.chingtech.ctos.format.password.PasswordRules;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.Authenticator;
import net.chingtech.ctos.runtime.ContainerHome;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows people and programs by the secrets in the home's folder {@code secrets/}. */
@Component
public final class FileAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(FileAuthenticator.class);
    private static final String ADMINISTRATOR = "admin";

    private final SecureRandom random;
    private final GuessReport report;
    private final Lock console;
    private final Map<Door, Lock> doors;

    /** One door's secret, and what slows guessing at it. */
    private record Lock(String name, SecretFile secret, GuessLimit limit) {}

    @Activate
    public FileAuthenticator(BundleContext context, @Reference AuditLog audit) {
        this(ContainerHome.of(context).secrets(), Clock.systemUTC(), new SecureRandom(), audit);
    }

    FileAuthenticator(Path secrets, Clock clock, SecureRandom random, AuditLog audit) {
        this.random = random;
        report = new GuessReport(audit, clock);
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
        return identity(console, open(console, password, rightUser));
    }

    @Override
    public Optional<Identity> token(Door door, String token) {
        Lock lock = doors.get(door);
        return identity(lock, open(lock, token, true));
    }

    /** One at a time, so that two who know the same password do not both set another. */
    @Override
    public synchronized Optional<Problem> changePassword(String current, String next) {
        // 1. What can be told without a guess.
        Optional<Problem> refusal = PasswordRules.refusal(next);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (console.limit().isClosed()) {
            return Optional.of(Refusals.busy(console.limit().pause()));
        }
        // 2. The present one, under the same limit as at the login; its number first, so that no later one is taken for
        // it.
        long number = console.secret().number();
        GuessLimit.Outcome outcome = open(console, current, true);
        if (outcome == GuessLimit.Outcome.CLOSED) {
            return Optional.of(Refusals.busy(console.limit().pause()));
        }
        if (outcome == GuessLimit.Outcome.WRONG) {
            return Optional.of(Refusals.WRONG);
        }
        if (console.secret().secret().filter(secret -> secret.fits(next)).isPresent()) {
            return Optional.of(Refusals.SAME);
        }
        // 3. Written whole, or nothing has changed. What was set on the disk meanwhile holds: it was not this one they
        // knew.
        try {
            boolean replaced = console.secret().replace(number, PasswordHash.of(next, random));
            return replaced ? Optional.empty() : Optional.of(Refusals.WRONG);
        } catch (IOException e) {
            LOG.error("The new password of {} could not be written", ADMINISTRATOR, e);
            return Optional.of(Refusals.notWritten(e));
        }
    }

    @Override
    public PasswordState passwordState() {
        // The number first: what changes in between is noticed at the next question.
        long number = console.secret().number();
        return new PasswordState(
                number,
                console.secret().secret().map(SecretFile.Secret::isChosen).orElse(false));
    }

    private static Optional<Identity> identity(Lock lock, GuessLimit.Outcome outcome) {
        return outcome == GuessLimit.Outcome.RIGHT ? Optional.of(new Identity(lock.name())) : Optional.empty();
    }

    /** The word is held to the secret whoever the user is, so that the time it takes says nothing about the user. */
    private GuessLimit.Outcome open(Lock lock, String word, boolean rightUser) {
        if (word == null || word.isEmpty()) {
            return GuessLimit.Outcome.WRONG;
        }
        SecretFile file = lock.secret();
        GuessLimit.Outcome outcome = lock.limit()
                .attempt(SecretFile.sha256(word), rightUser, file::number, () -> file.secret()
                        .map(secret -> secret.fits(word)));
        if (outcome == GuessLimit.Outcome.WRONG && lock.limit().isClosed()) {
            report.closed(lock.name(), lock.limit().pause());
        }
        return outcome;
    }
}
