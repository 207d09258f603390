/**
 * The process host: each skill in a JVM of its own, in a sandbox. It keeps the process alive, lets it sleep, starts it again
 * when it died, and holds callers meanwhile.
 */
package net.chingtech.ctos.host.internal.process;
