package net.chingtech.escape;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.ServiceLoader;
import java.util.TimeZone;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.prefs.Preferences;

/** What all code of a JVM shares; the victim looks whether anything changed. */
final class SettingWays {

    private SettingWays() {}

    static List<Attempt> all() {
        return List.of(
                tried("settings.locale", "change the language", w -> Locale.setDefault(Locale.forLanguageTag("tlh"))),
                tried(
                        "settings.locale_format",
                        "change how numbers are written",
                        w -> Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar"))),
                tried(
                        "settings.time_zone",
                        "change the time zone",
                        w -> TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"))),
                tried(
                        "settings.out",
                        "replace System.out",
                        w -> System.setOut(new PrintStream(OutputStream.nullOutputStream()))),
                tried(
                        "settings.err",
                        "replace System.err",
                        w -> System.setErr(new PrintStream(OutputStream.nullOutputStream()))),
                tried("settings.in", "replace System.in", w -> System.setIn(new ByteArrayInputStream(new byte[0]))),
                tried(
                        "settings.property",
                        "set a system property",
                        w -> System.setProperty("org.apache.felix.hc.autoLogging", "escape")),
                tried(
                        "settings.properties",
                        "replace all system properties",
                        w -> System.setProperties(new Properties())),
                tried(
                        "settings.handler",
                        "handle everybody's uncaught exceptions",
                        w -> Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {})),
                tried("settings.log_level", "silence the JVM's logging", w -> Logger.getLogger("")
                        .setLevel(Level.OFF)),
                tried("settings.log_reset", "reset the JVM's logging", w -> LogManager.getLogManager()
                        .reset()),
                shared("settings.shutdown_hook", "be asked when the JVM ends", () -> Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> {}))),
                shared(
                        "settings.url_factory",
                        "serve everybody's URLs",
                        () -> URL.setURLStreamHandlerFactory(protocol -> null)),
                shared(
                        "settings.content_factory",
                        "serve everybody's contents",
                        () -> URLConnection.setContentHandlerFactory(type -> null)),
                shared(
                        "settings.socket_factory",
                        "make everybody's sockets",
                        () -> Socket.setSocketImplFactory(() -> null)),
                shared(
                        "settings.authenticator",
                        "answer for everybody's passwords",
                        () -> Authenticator.setDefault(new Authenticator() {})),
                shared(
                        "settings.proxy",
                        "send everybody's requests by a proxy",
                        () -> ProxySelector.setDefault(ProxySelector.of(null))),
                shared("settings.cache", "cache everybody's answers", () -> ResponseCache.setDefault(null)),
                shared(
                        "settings.cookies",
                        "keep everybody's cookies",
                        () -> CookieHandler.setDefault(new CookieManager())),
                new Attempt("settings.preferences", "write the user's preferences", w -> {
                    Preferences.userRoot().put("escape", "x");
                    Preferences.userRoot().flush();
                    return w.reached("written");
                }),
                new Attempt(
                        "settings.drivers",
                        "open a database by a driver of the container",
                        w -> DriverManager.getConnection("jdbc:h2:file:" + w.hint("home") + "/database/ctos")),
                new Attempt("settings.service_loader", "load a service of the program", w -> {
                    ServiceLoader<?> loader = ServiceLoader.load(
                            Class.forName("java.nio.file.spi.FileSystemProvider"), ClassLoader.getSystemClassLoader());
                    return w.reached(loader.stream().count());
                }),
                new Attempt(
                        "settings.resource_bundle",
                        "load texts by the program's class loader",
                        w -> w.reached(ResourceBundle.getBundle(
                                "net.chingtech.ctos.launcher.texts",
                                Locale.ROOT,
                                ClassLoader.getSystemClassLoader()))));
    }

    private interface Change {
        void on(World world) throws Exception;
    }

    private interface Shared {
        void change() throws Exception;
    }

    /** The victim sees whether it changed. */
    private static Attempt tried(String name, String tries, Change change) {
        return new Attempt(name, tries, w -> {
            change.on(w);
            return World.TRIED;
        });
    }

    /** Nobody sees it, so in a shared JVM not being refused is enough. */
    private static Attempt shared(String name, String tries, Shared change) {
        return new Attempt(name, tries, w -> {
            change.change();
            return w.reached("changed");
        });
    }
}
