/** What {@code UpdateBenchmark} measures with: generated skills, callers that do not rest, and updates without a container. */
package net.chingtech.ctos.itest.updates;
