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
 */
public record Publisher(String name, Tier tier, List<String> namespaces, String keyId) {

    public boolean owns(SkillId id) {
        return namespaces.stream().anyMatch(id::isIn);
    }
}
