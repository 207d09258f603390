/** The victim of the escape suite: a well-behaved skill with a diary that nobody else may read or change. */
package net.chingtech.victim;
