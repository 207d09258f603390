package net.chingtech.ctos.verify;

import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;

/**
 * Who signed, as an authority that we trust says.
 *
 * @param name the publisher's name
 * @param tier what the authority may say and says
 * @param namespaces the id prefixes that belong to this publisher
 * @param keyId SHA-256 of the publisher's SubjectPublicKeyInfo, in hex
 * @param authority who vouches for all of this; null when nobody does that we trust
 */
public record Publisher(String name, Tier tier, List<String> namespaces, String keyId, Authority authority) {

    /**
     * An authority that we trust.
     *
     * @param name of its root certificate
     * @param keyId SHA-256 of its SubjectPublicKeyInfo, in hex
     */
    public record Authority(String name, String keyId) {}

    public boolean owns(SkillId id) {
        return namespaces.stream().anyMatch(id::isIn);
    }
}
