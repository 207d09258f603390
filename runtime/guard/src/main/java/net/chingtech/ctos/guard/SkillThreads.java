package net.chingtech.ctos.guard;

import java.util.List;

/** The threads that skills made; a service of the framework, where the security layer is. */
public interface SkillThreads {

    /** Those that a skill made, or that were made by them, and still live; asked by the location of its bundle. */
    List<Thread> of(String location);

    /** Lets go of what is kept for a location, unless a thread of it still lives. */
    void forget(String location);
}
