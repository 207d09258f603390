package net.chingtech.ctos.guard;

import java.security.AccessController;
import java.security.Permission;
import java.security.PrivilegedAction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** Hands on what was denied, without holding up a check and without being asked again by one. */
final class Denials implements ServiceListener {

    private final BundleContext framework;
    private final ThreadLocal<Boolean> telling = new ThreadLocal<>();
    private volatile DenialListener listener;

    Denials(BundleContext framework) {
        this.framework = framework;
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        boolean going = event.getType() == ServiceEvent.UNREGISTERING;
        ServiceReference<DenialListener> reference = framework.getServiceReference(DenialListener.class);
        boolean gone = reference == null || going && reference.equals(event.getServiceReference());
        listener = gone ? null : framework.getService(reference);
    }

    void tell(String location, Permission permission) {
        DenialListener told = listener;
        if (told == null || telling.get() != null) {
            return;
        }
        telling.set(Boolean.TRUE);
        try {
            AccessController.doPrivileged((PrivilegedAction<Void>) () -> {
                told.denied(location, permission);
                return null;
            });
        } finally {
            telling.remove();
        }
    }
}
