package net.chingtech.ctos.provisioning;

import java.time.Instant;
import java.util.List;

/**
 * What the last update check found.
 *
 * @param at null when there was none yet
 * @param failed sources that did not answer
 */
public record UpdateCheck(Instant at, List<AvailableUpdate> updates, List<SearchPage.SourceFailure> failed) {}
