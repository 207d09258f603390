package net.chingtech.ctos.skillhub.server.store;

import java.util.Set;

/**
 * What changed and is not in the signed lists yet.
 *
 * @param upTo the number of the last change that is told here
 * @param places of skills; see {@link Place}
 * @param others whether there are new notices, or another map
 */
public record Unlisted(long upTo, Set<Integer> places, boolean others) {

    public boolean isEmpty() {
        return places.isEmpty() && !others;
    }
}
