package org.example.good;

import org.osgi.service.component.annotations.Component;

@Component
public final class PoliteGreeter implements Greeter {
    @Override
    public String greet(String name) {
        return "Good day, " + name;
    }
}
