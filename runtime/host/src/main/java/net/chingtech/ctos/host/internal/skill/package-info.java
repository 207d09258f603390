/** Starting one skill's bundle inside its fence, and what it is from then on. */
package net.chingtech.ctos.host.internal.skill;
