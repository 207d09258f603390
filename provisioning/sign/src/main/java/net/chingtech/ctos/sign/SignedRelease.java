package net.chingtech.ctos.sign;

import java.nio.file.Path;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;

/**
 * What goes to a hub.
 *
 * @param jar the signed JAR
 * @param manifest its {@code manifest.json}
 * @param statement what was signed of it
 * @param envelope the statement with its signature and the publisher's certificates
 */
public record SignedRelease(Path jar, SkillManifest manifest, ReleaseStatement statement, Envelope envelope) {}
