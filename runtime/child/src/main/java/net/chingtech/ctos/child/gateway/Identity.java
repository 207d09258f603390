package net.chingtech.ctos.child.gateway;

import java.nio.file.Path;
import java.util.Optional;

/** Who the skill is, and where it keeps its files. */
public record Identity(String id, String version, Path dataFolder, Optional<Path> tempFolder) {}
