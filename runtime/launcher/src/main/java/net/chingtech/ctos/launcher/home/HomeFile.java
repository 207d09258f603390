package net.chingtech.ctos.launcher.home;

import java.time.Instant;

/**
 * What {@code home.json} says.
 *
 * @param format of the folder; see {@link HomeCheck#FORMAT}
 * @param containerId names this container for good
 * @param setUpAt null until the first start has made everything
 */
public record HomeFile(int format, String containerId, Instant setUpAt) {}
