/** The small framework of a skill's own process: its security layer, Declarative Services, and the rights of its one skill. */
package net.chingtech.ctos.child.framework;
