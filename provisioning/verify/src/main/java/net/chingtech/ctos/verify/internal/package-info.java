/** How a check says no: one exception with a problem that people can read. */
package net.chingtech.ctos.verify.internal;
