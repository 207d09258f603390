package org.example.good;

/** A service of the skill's own, for its own components. */
public interface Greeter {
    String greet(String name);
}
