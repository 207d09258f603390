/** What a hub's signed metadata lists, refreshed when somebody plans, and which release that it shows is really in it. */
package net.chingtech.ctos.skillhub.client.internal.lists;
