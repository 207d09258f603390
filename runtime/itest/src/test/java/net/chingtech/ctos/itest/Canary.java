package net.chingtech.ctos.itest;

import java.io.FileInputStream;
import java.io.IOException;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Reads a file that no skill may read. */
public final class Canary implements BundleActivator {

    @Override
    public void start(BundleContext context) throws IOException {
        try (FileInputStream forbidden = new FileInputStream("/etc/hostname")) {
            forbidden.read();
        }
    }

    @Override
    public void stop(BundleContext context) {
        // It never started.
    }
}
