/** The skill that {@code UpdateBenchmark} updates; all that it generates have these classes. */
package net.chingtech.bench;
