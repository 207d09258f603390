package net.chingtech.ctos.skill;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The world outside, as far as this skill was granted {@code network:outbound[:HOST[:PORT]]}: the container resolves the
 * name, checks the address, connects and counts. Private, loopback, link-local and metadata addresses are never reached,
 * also not by a redirect.
 */
@ProviderType
public interface Http {

    /**
     * Sends one request and waits for the whole answer. At most five redirects are followed, each checked like a request
     * of its own; to another host or port goes nothing but {@code Accept}, {@code Accept-Language}, {@code Content-Type}
     * and {@code User-Agent}, and from https none leads to http. No cookie is kept. A compressed answer comes unpacked.
     *
     * @throws ToolException {@code network_denied} (not granted), {@code network_address_denied} (the name leads to an
     *     address that no skill reaches), {@code network_refused} (not a request that can be sent),
     *     {@code network_failed}, {@code network_timeout} or {@code network_too_much} (a body over 4 MiB, more than 8
     *     requests at once or 300 in a minute)
     */
    HttpReply send(HttpAsk ask) throws ToolException;
}
