/** A skill of the process's own, that is run once while the JVM writes its archive of classes. */
package net.chingtech.ctos.child.rehearsal;
