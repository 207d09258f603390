package net.chingtech.ctos.launcher.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.guard.SecurityLayer;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.hubs.HubList;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import org.osgi.framework.Constants;

/** What the framework and the rooms in it are told. */
final class FrameworkProperties {

    private FrameworkProperties() {}

    /**
     * @param hubs where skills come from
     * @param topLevel the highest start level in use
     */
    static Map<String, String> of(Home home, String version, int port, String url, List<KnownHub> hubs, int topLevel) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("ctos.home", home.toString());
        properties.put("ctos.version", version);
        properties.put("ctos.url", url);
        properties.put("ctos.hubs", new HubList(home).property(hubs));
        properties.put(Constants.FRAMEWORK_STORAGE, home.bundleCache().toString());
        // The registry of skills is the truth and the distribution may have changed: nothing is kept from the last run.
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(topLevel));
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SecurityLayer.PACKAGES);
        // A class that a bundle did not import is not found, whoever is on the stack.
        properties.put("felix.bootdelegation.implicit", "false");
        properties.put("org.apache.felix.http.host", "127.0.0.1");
        properties.put("org.osgi.service.http.port", Integer.toString(port));
        // Configuration Admin waits until runtime/settings offers the place where it keeps its configurations.
        properties.put("felix.cm.pm", "ctos");
        // Without it the console's stock provider answers to admin/admin until ours is there.
        properties.put("felix.webconsole.security.providers", "ctos");
        return properties;
    }
}
