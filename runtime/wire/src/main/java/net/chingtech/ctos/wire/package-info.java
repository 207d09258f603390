/**
 * JSON-RPC 2.0 between the container and a skill's own process: one message per line, values of JSON and the few more that
 * a gateway knows. Each end takes the other for hostile: sizes, depths and numbers are bounded.
 */
@Export
@Version("1.0.0")
package net.chingtech.ctos.wire;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
