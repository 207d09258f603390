package net.chingtech.ctos.settings.internal.store;

import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Dictionary;
import java.util.Enumeration;
import org.apache.felix.cm.NotCachablePersistenceManager;
import org.apache.felix.cm.PersistenceManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * What Configuration Admin sees of the store. It waits for this, by its name; so this must not wait for a configuration.
 * It also narrows its own rights to what its stock store needs, and so has the store act with the rights of this room.
 * Nothing is cached above it: what the store is told past Configuration Admin counts at once.
 */
@Component(
        service = PersistenceManager.class,
        property = PersistenceManager.PROPERTY_NAME + "=" + StoreDoor.NAME,
        configurationPolicy = ConfigurationPolicy.IGNORE)
@SuppressWarnings({"removal", "rawtypes", "unchecked"})
public final class StoreDoor implements NotCachablePersistenceManager {

    /** What the framework property {@code felix.cm.pm} has to say. */
    static final String NAME = "ctos";

    private final ConfigStore store;

    @Activate
    public StoreDoor(@Reference ConfigStore store) {
        this.store = store;
    }

    @Override
    public boolean exists(String pid) {
        return store.exists(pid);
    }

    @Override
    public Dictionary load(String pid) throws IOException {
        return privileged(() -> store.load(pid));
    }

    @Override
    public Enumeration getDictionaries() throws IOException {
        return privileged(store::readable);
    }

    @Override
    public void store(String pid, Dictionary properties) throws IOException {
        privileged(() -> {
            store.write(pid, properties, store.secrets(pid));
            return null;
        });
    }

    @Override
    public void delete(String pid) throws IOException {
        privileged(() -> {
            store.delete(pid);
            return null;
        });
    }

    private static <T> T privileged(PrivilegedExceptionAction<T> work) throws IOException {
        try {
            return AccessController.doPrivileged(work);
        } catch (PrivilegedActionException e) {
            throw (IOException) e.getCause();
        }
    }
}
