package net.chingtech.ctos.child.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.wire.Peer;

/** A skill's own place. */
final class ContextProxy implements SkillContext {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_MESSAGE = 4_000;

    private final Peer container;
    private final Asking asking;
    private final Identity identity;
    private volatile Set<String> grants;

    ContextProxy(Peer container, Identity identity, List<String> grants) {
        this.container = container;
        this.identity = identity;
        asking = new Asking(container, SkillContext.class, "context_denied", "context_failed", "context_timeout");
        regrant(grants);
    }

    void regrant(List<String> names) {
        grants = Set.copyOf(names);
    }

    @Override
    public String id() {
        return identity.id();
    }

    @Override
    public String version() {
        return identity.version();
    }

    @Override
    public Path dataFolder() {
        return identity.dataFolder();
    }

    @Override
    public Optional<Path> tempFolder() {
        return identity.tempFolder();
    }

    /** A value that cannot be had is like one that is not set: no skill can do anything else then. */
    @Override
    public Optional<String> env(String name) {
        if (!granted("env:" + name)) {
            return Optional.empty();
        }
        try {
            Object answer = asking.ask("context.env", Map.of("name", name), PATIENCE);
            Object value = answer instanceof Map<?, ?> object ? object.get("value") : null;
            return value instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (ToolException e) {
            log(System.Logger.Level.WARNING, "The value of env:" + name + " was not to be had: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public boolean granted(String permission) {
        return permission != null && grants.contains(permission);
    }

    @Override
    public void log(System.Logger.Level level, String message) {
        Map<String, String> line = Map.of("level", String.valueOf(level), "message", sendable(message));
        AccessController.doPrivileged((PrivilegedAction<Void>) () -> {
            container.tell("log", line);
            return null;
        });
    }

    /** Not endless, and without halves of characters, which cannot be sent. */
    private static String sendable(String message) {
        String text = String.valueOf(message);
        int end = Math.min(LONGEST_MESSAGE, text.length());
        return new String(text.substring(0, end).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
