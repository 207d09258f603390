package net.chingtech.ctos.runtime;

/** How well a host holds a skill, weakest first. */
public enum HostLevel {
    /** In the container's own framework, fenced by the OSGi security layer. */
    IN_FRAMEWORK,
    /** In a JVM of its own, in a sandbox. */
    PROCESS
}
