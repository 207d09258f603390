package net.chingtech.ctos.skillhub.server.search;

import java.util.List;

/**
 * One page of results.
 *
 * @param releases numbers of the releases to show, in order
 * @param total how many skills fit in all
 */
public record Found(List<Long> releases, long total) {}
