/** What SkillHub says of skills over REST ({@code /api/v1}), and clients read: plain records, one for each JSON shape. */
@Export
@Version("1.0.0")
package net.chingtech.ctos.format.catalogue;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
