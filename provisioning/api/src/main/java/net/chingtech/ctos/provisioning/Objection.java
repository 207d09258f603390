package net.chingtech.ctos.provisioning;

import net.chingtech.ctos.format.Problem;

/**
 * What a source that signs no lists holds against a release that came from it once. Nothing proves it, and it is believed: at
 * worst a skill stands still until an administrator lets it run.
 *
 * @param stop whether the release must not run any more; otherwise administrators are told, and it goes on
 * @param problem the source's code and its words, the same as long as it means the same
 */
public record Objection(boolean stop, Problem problem) {}
