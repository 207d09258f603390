/** What Declarative Services says of a skill, and one call of a tool. */
package net.chingtech.ctos.engine.internal;
