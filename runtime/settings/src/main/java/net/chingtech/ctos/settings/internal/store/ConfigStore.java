package net.chingtech.ctos.settings.internal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.settings.internal.store.Stored.Item;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps configurations in {@code config/}, and all of them in memory as they lie there. */
@Component(service = ConfigStore.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class ConfigStore {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigStore.class);

    private final ConfigFolder folder;
    private final SecretBox box;
    private final Map<String, Held> all = new TreeMap<>();

    /**
     * A configuration, opened once: Declarative Services looks through all of them for each component.
     *
     * @param values null when it cannot be read
     * @param why it cannot
     */
    private record Held(Stored stored, Map<String, Object> values, Unreadable why) {}

    @Activate
    public ConfigStore(BundleContext context) throws IOException {
        this(ContainerHome.of(context), new SecureRandom());
    }

    public ConfigStore(ContainerHome home, SecureRandom random) throws IOException {
        Path config = home.root().resolve("config");
        folder = new ConfigFolder(config);
        box = new SecretBox(home.secrets().resolve("config-key"), random);
        for (Stored stored : folder.read().values()) {
            Held held = held(stored);
            all.put(stored.pid(), held);
            if (held.why() != null) {
                LOG.error(
                        "The configuration {} cannot be read: {}",
                        stored.pid(),
                        held.why().getMessage());
            }
        }
    }

    public synchronized boolean exists(String pid) {
        return all.containsKey(pid);
    }

    public synchronized Dictionary<String, Object> load(String pid) throws IOException {
        Held held = all.get(pid);
        if (held == null) {
            throw new IOException("there is no configuration " + pid);
        }
        if (held.why() != null) {
            throw held.why();
        }
        return new Hashtable<>(held.values());
    }

    /** Those with a secret that does not open are left out: half a configuration is worse than none. */
    synchronized Enumeration<Dictionary<String, Object>> readable() {
        List<Dictionary<String, Object>> readable = new ArrayList<>();
        for (Held held : all.values()) {
            if (held.why() == null) {
                readable.add(new Hashtable<>(held.values()));
            }
        }
        return Collections.enumeration(readable);
    }

    /**
     * Puts a configuration into its place.
     *
     * @param secret names of the values that are encrypted
     */
    public synchronized void write(String pid, Dictionary<String, ?> properties, Set<String> secret)
            throws IOException {
        Set<String> secrets = lower(secret);
        Map<String, Item> values = new TreeMap<>();
        for (String name : Collections.list(properties.keys())) {
            Item item = TypedValues.write(properties.get(name));
            values.put(name, secrets.contains(name.toLowerCase(Locale.ROOT)) ? closed(pid, name, item) : item);
        }
        put(new Stored(Stored.FORMAT, pid, values));
    }

    public synchronized void delete(String pid) throws IOException {
        folder.delete(pid);
        all.remove(pid);
    }

    /** The lower-case names of the values that are encrypted. */
    public synchronized Set<String> secrets(String pid) {
        return stored(pid).stream()
                .flatMap(stored -> stored.values().entrySet().stream())
                .filter(value -> value.getValue().secret())
                .map(value -> value.getKey().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The PIDs of all configurations, readable or not, in order. */
    public synchronized List<String> pids() {
        return List.copyOf(all.keySet());
    }

    /** A configuration as it lies in its file. */
    public synchronized Optional<Stored> stored(String pid) {
        return Optional.ofNullable(all.get(pid)).map(Held::stored);
    }

    /** Whether all secrets in it open. */
    public boolean opens(Stored stored) {
        return held(stored).why() == null;
    }

    /** Puts a configuration into its place as it is. */
    public synchronized void put(Stored stored) throws IOException {
        folder.write(stored);
        all.put(stored.pid(), held(stored));
    }

    /** Damaged files of PIDs that end like this and of which there is no good file. */
    public synchronized List<Path> damaged(String end) throws IOException {
        return folder.damaged(end);
    }

    /** Has the damaged files of PIDs that end like this kept as past ones: what they configured was given anew. */
    public synchronized void forgetDamaged(String end) throws IOException {
        folder.forgetDamaged(end);
    }

    /** Does the same with those of PIDs with this part that do not end like one of these. */
    public synchronized void forgetAllDamaged(String part, List<String> keptEnds) throws IOException {
        folder.forgetAllDamaged(part, keptEnds);
    }

    /** Takes {@link #forgetDamaged} back. */
    public synchronized void recallDamaged(String end) throws IOException {
        folder.recallDamaged(end);
    }

    private Item closed(String pid, String name, Item item) throws IOException {
        if (!item.type().equals("string")) {
            throw new IllegalArgumentException("a secret is a text");
        }
        List<String> texts = new ArrayList<>();
        for (String text : item.texts()) {
            texts.add(box.close(text, place(pid, name, texts.size())));
        }
        return new Item(Item.SECRET, item.many(), texts);
    }

    private Held held(Stored stored) {
        Map<String, Object> values = new HashMap<>();
        try {
            for (Map.Entry<String, Item> value : stored.values().entrySet()) {
                values.put(value.getKey(), TypedValues.read(opened(stored.pid(), value.getKey(), value.getValue())));
            }
            return new Held(stored, values, null);
        } catch (Unreadable e) {
            return new Held(stored, null, e);
        }
    }

    private Item opened(String pid, String name, Item item) throws Unreadable {
        if (!item.secret()) {
            return item;
        }
        List<String> texts = new ArrayList<>();
        for (String text : item.texts()) {
            texts.add(box.open(text, place(pid, name, texts.size())));
        }
        return new Item("string", item.many(), texts);
    }

    /** So that nobody who can write files moves a secret to where it would be shown. */
    private static String place(String pid, String name, int index) {
        return pid + "\n" + name.toLowerCase(Locale.ROOT) + "\n" + index;
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
