/** The hubs that this container knows: read from its configuration, each registered as a source of skills and as a repository. */
package net.chingtech.ctos.skillhub.client.internal.hubs;
