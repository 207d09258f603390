package net.chingtech.ctos.webconsole.internal.rest;

import org.osgi.framework.BundleContext;

/** What the launcher told of this container. */
record ContainerFacts(String version, String url) {

    static ContainerFacts of(BundleContext context) {
        return new ContainerFacts(context.getProperty("ctos.version"), context.getProperty("ctos.url"));
    }
}
