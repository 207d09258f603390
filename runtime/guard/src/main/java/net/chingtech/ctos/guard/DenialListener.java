package net.chingtech.ctos.guard;

import java.security.Permission;

/** Told what a skill was denied. Register it as a service of the framework; one is told, the highest in rank. */
@FunctionalInterface
public interface DenialListener {

    /**
     * On the thread that was denied, in the middle of the check and under whatever locks it holds: take note and return.
     *
     * @param location of the skill's bundle
     */
    void denied(String location, Permission permission);
}
