package net.chingtech.ctos.clawhub.wrap;

import net.chingtech.ctos.clawhub.folder.LegacyFile;

/**
 * A script that becomes a tool.
 *
 * @param program that runs it
 * @param tool the tool's name
 */
record Script(LegacyFile file, String program, String tool) {}
