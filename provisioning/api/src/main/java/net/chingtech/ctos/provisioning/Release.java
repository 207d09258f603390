package net.chingtech.ctos.provisioning;

import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;

/**
 * One release that a source offers. Nothing here is proven until the envelope was verified.
 *
 * @param source the source's {@link SkillSource#id()}
 * @param claim the envelope's payload, read but not yet believed
 * @param info what the source shows of it
 */
public record Release(String source, Envelope envelope, ReleaseStatement claim, ReleaseInfo info) {}
