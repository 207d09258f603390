/** The embedded database: its areas and sample rows, one user for each admitted skill, and one capped statement at a time. */
package net.chingtech.ctos.gateways.internal.data;
