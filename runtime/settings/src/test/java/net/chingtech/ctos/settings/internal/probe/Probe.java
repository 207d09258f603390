package net.chingtech.ctos.settings.internal.probe;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A component that keeps its configuration. */
public final class Probe implements Supplier<Map<String, Object>> {

    private volatile Map<String, Object> given = Map.of();

    void activate(Map<String, Object> properties) {
        given = new TreeMap<>(properties);
    }

    @Override
    public Map<String, Object> get() {
        return given;
    }
}
