/** The calls of one version of a skill, from its lease to its end, and threads and a clock to wait with. */
package net.chingtech.ctos.host.internal.calls;
