package net.chingtech.ctos.settings.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.settings.internal.store.ConfigStore;
import net.chingtech.ctos.settings.internal.store.Stored;
import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The configurations of releases, in Configuration Admin and on the disk alike: what is written to the disk is true, then
 * Configuration Admin is told to read it. It is not given values to write, since it would put them into its own log.
 */
final class Configurations {

    /** What Configuration Admin adds to the values of a configuration. */
    private static final String FELIX = ":org.apache.felix.configadmin.";
    /** Of a configuration that was made and never set. */
    private static final String NEVER_SET = "_felix_.cm.newConfiguration";

    private final ConfigStore store;
    private final ConfigurationAdmin admin;

    Configurations(ConfigStore store, ConfigurationAdmin admin) {
        this.store = store;
        this.admin = admin;
    }

    /** The PIDs of a release's configurations, without the part that says whose they are. */
    Set<String> pids(Release release) {
        Set<String> pids = new TreeSet<>();
        for (String pid : store.pids()) {
            if (release.owns(pid)) {
                pids.add(release.plain(pid));
            }
        }
        return pids;
    }

    /** The values of one, as JSON has them. */
    Map<String, Object> values(String pid) throws IOException {
        Dictionary<String, Object> properties = store.load(pid);
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(Collections.list(properties.keys()));
        names.sort(null);
        for (String name : names) {
            if (!isOwn(name)) {
                values.put(name, Plain.of(properties.get(name)));
            }
        }
        return values;
    }

    private static boolean isOwn(String name) {
        return name.startsWith(FELIX)
                || name.equals(NEVER_SET)
                || name.equalsIgnoreCase(Constants.SERVICE_PID)
                || name.equalsIgnoreCase(ConfigurationAdmin.SERVICE_FACTORYPID)
                || name.equalsIgnoreCase(ConfigurationAdmin.SERVICE_BUNDLELOCATION);
    }

    /** The lower-case names of those that are secrets. */
    Set<String> secrets(String pid) {
        return store.secrets(pid);
    }

    /**
     * Sets one.
     *
     * @param location of the only bundle that is given it
     * @param values plain ones
     * @param secrets names of those that are
     */
    void set(String pid, String location, Map<String, Object> values, Set<String> secrets) throws IOException {
        Dictionary<String, Object> properties = new Hashtable<>(values);
        properties.put(Constants.SERVICE_PID, pid);
        properties.put(ConfigurationAdmin.SERVICE_BUNDLELOCATION, location);
        store.write(pid, properties, secrets);
        reread(pid, location);
    }

    /** Puts one back as it lay on the disk, whether it can be read or not. */
    void put(Stored stored) throws IOException {
        if (store.opens(stored)) {
            store.put(stored);
            Object location = store.load(stored.pid()).get(ConfigurationAdmin.SERVICE_BUNDLELOCATION);
            reread(stored.pid(), String.valueOf(location));
        } else {
            // Configuration Admin must not go on with what it had before.
            remove(stored.pid());
            store.put(stored);
        }
    }

    private void reread(String pid, String location) throws IOException {
        Configuration configuration = admin.getConfiguration(pid, location);
        // The values first: to bind it writes what it has.
        configuration.update();
        if (!location.equals(configuration.getBundleLocation())) {
            configuration.setBundleLocation(location);
        }
    }

    void remove(String pid) throws IOException {
        Optional<Stored> stored = store.stored(pid);
        if (stored.isPresent() && store.opens(stored.get())) {
            admin.getConfiguration(pid, "?").delete();
        } else {
            // Configuration Admin could not read it either.
            store.delete(pid);
        }
    }
}
