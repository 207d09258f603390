package net.chingtech.escape;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.Skills;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** What an attempt is given: the skill's own gateways, and hints where there is something to get. */
record World(SkillContext context, Data data, Skills skills, Http http, Map<String, Object> hints) {

    /** Something was tried whose success shows only elsewhere. */
    static final Object TRIED = "tried";

    private static final int PATIENCE_SECONDS = 5;

    String hint(String name) {
        Object hint = hints.get(name);
        if (hint == null) {
            throw new IllegalArgumentException("this attempt needs the hint " + name);
        }
        return hint.toString();
    }

    int port(String name) {
        return Integer.parseInt(hint(name));
    }

    /** A file that nobody but the container may read. */
    Path secret() {
        return Path.of(hint("secret"));
    }

    /** A folder that is nobody's business here. */
    Path outside() {
        return Path.of(hint("outside"));
    }

    Path own(String name) {
        return context.dataFolder().resolve(name);
    }

    /** The usual loot, by the plainest way: what the attempts that loosen something end with. */
    String loot() throws Exception {
        return Files.readString(secret());
    }

    /** A page of the test's own server, that no skill was granted. */
    URI page() {
        return URI.create("http://127.0.0.1:" + port("http_port") + "/");
    }

    /** For what is harm in the container's JVM, and nothing in a process of the skill's own. */
    Object reached(Object what) throws OnlyItself {
        if (hint("host").equals("framework")) {
            return what;
        }
        throw new OnlyItself(String.valueOf(what));
    }

    /** Loot of files that may just not be there. */
    static String there(Path path) throws NoSuchFileException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return "there: " + path;
    }

    static BundleContext bundles() {
        return FrameworkUtil.getBundle(World.class).getBundleContext();
    }

    /** What a future brings, in time. */
    static Object get(Future<?> future) throws Throwable {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** A class by the skill's own loader; by a detour, for the kit imports what it sees named. */
    static Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName(name);
    }

    /** A class outside of what a bundle sees: of the JDK's other modules, or of the program. */
    static Class<?> type(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name, true, null);
        } catch (ClassNotFoundException e) {
            try {
                return Class.forName(name, true, ClassLoader.getPlatformClassLoader());
            } catch (ClassNotFoundException other) {
                return Class.forName(name, true, ClassLoader.getSystemClassLoader());
            }
        }
    }
}
