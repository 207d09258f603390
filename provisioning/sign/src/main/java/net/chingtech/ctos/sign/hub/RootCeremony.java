package net.chingtech.ctos.sign.hub;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.RoleKeys;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Signers;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;

/**
 * Makes the root files of a hub: a draft says what is to hold, key holders sign it one after the other on whatever machines
 * their keys are, and it counts once enough of the old and of the new root keys have signed.
 */
public final class RootCeremony {

    /** How long a root holds. */
    public static final Duration VALIDITY = Duration.ofDays(365);

    /** The roles whose keys a hub has with it. */
    public static final List<String> ONLINE = List.of(Role.TIMESTAMP, Role.SNAPSHOT, Role.TARGETS);

    private RootCeremony() {}

    /**
     * Drafts a hub's first root.
     *
     * @param rootKeys each once
     * @param threshold how many of them it takes
     * @param online the key of each of {@link #ONLINE}
     * @throws SigningFailed {@code root_invalid}
     */
    public static SignedMetadata first(
            List<PublicKey> rootKeys, int threshold, Map<String, PublicKey> online, Instant now) throws SigningFailed {
        if (!online.keySet().equals(new HashSet<>(ONLINE))) {
            throw invalid("A first root needs keys for " + String.join(", ", ONLINE) + ".");
        }
        return draft(1, new TreeMap<>(), new TreeMap<>(), new RootChange(rootKeys, threshold, online), now);
    }

    /**
     * Drafts the root that follows one.
     *
     * @throws SigningFailed {@code root_invalid}
     */
    public static SignedMetadata next(Root present, RootChange change, Instant now) throws SigningFailed {
        return draft(present.version() + 1, new TreeMap<>(present.keys()), new TreeMap<>(present.roles()), change, now);
    }

    /** The draft with one more signature. */
    public static SignedMetadata sign(SignedMetadata draft, SigningKey key) {
        return draft.with(MetadataKey.ed25519(key.publicKey()).id(), key.sign(draft.signedBytes()));
    }

    /**
     * The draft as it may be put in place: signed by enough of its own root keys and of those before, and by no others.
     *
     * @param present the root before it; null for a first one
     * @throws SigningFailed {@code root_threshold} with how many signatures are missing, {@code root_order} when it does not
     *     follow the present one, {@code root_invalid}
     */
    public static SignedMetadata finished(SignedMetadata draft, Root present) throws SigningFailed {
        Root root = read(draft);
        long before = present == null ? 0 : present.version();
        if (root.version() != before + 1) {
            throw failed(
                    "root_order",
                    "The draft is root " + root.version() + ", and the hub has root " + before + ".",
                    "Prepare it anew from the hub's present root.");
        }
        Set<String> counted = new LinkedHashSet<>();
        if (present != null) {
            counted.addAll(enough(draft, present, "present"));
        }
        counted.addAll(enough(draft, root, present == null ? "its own" : "new"));
        return new SignedMetadata(
                draft.signatures().stream()
                        .filter(signature -> counted.contains(signature.keyid()))
                        .toList(),
                draft.signed());
    }

    /** @throws SigningFailed {@code root_invalid} */
    public static Root read(SignedMetadata document) throws SigningFailed {
        try {
            return document.as(Root.class);
        } catch (FormatException e) {
            throw new SigningFailed(
                    new Problem(
                            400,
                            "root_invalid",
                            "This is no root of a hub: " + e.getMessage(),
                            "Name a root file, or a draft of ./ctos hub keys prepare."),
                    e);
        }
    }

    private static SignedMetadata draft(
            long version, Map<String, MetadataKey> keys, Map<String, RoleKeys> roles, RootChange change, Instant now)
            throws SigningFailed {
        RoleKeys before = roles.get(Role.ROOT);
        List<String> root = change.rootKeys().isEmpty()
                ? before == null ? List.of() : before.keyids()
                : change.rootKeys().stream().map(key -> named(keys, key)).toList();
        int threshold = change.threshold() == 0 && before != null ? before.threshold() : change.threshold();
        if (new HashSet<>(root).size() != root.size()) {
            throw invalid("The same root key is named twice; each key holder needs one of its own.");
        }
        if (threshold < 1 || threshold > root.size()) {
            throw invalid("A threshold of " + threshold + " does not go with " + root.size() + " root keys.");
        }
        roles.put(Role.ROOT, new RoleKeys(root, threshold));
        change.online().forEach((role, key) -> roles.put(role, new RoleKeys(List.of(named(keys, key)), 1)));
        for (String role : ONLINE) {
            if (root.stream().anyMatch(roles.get(role).keyids()::contains)) {
                throw invalid("The key of " + role + " is on the hub, so it cannot be a root key.");
            }
        }
        // A key that has no role any more is of no use to anybody who reads the root.
        keys.keySet()
                .retainAll(roles.values().stream()
                        .flatMap(role -> role.keyids().stream())
                        .toList());
        return SignedMetadata.of(
                new Root(version, now.truncatedTo(ChronoUnit.SECONDS).plus(VALIDITY), keys, roles));
    }

    private static String named(Map<String, MetadataKey> keys, PublicKey key) {
        MetadataKey named = MetadataKey.ed25519(key);
        keys.put(named.id(), named);
        return named.id();
    }

    private static Set<String> enough(SignedMetadata draft, Root by, String whose) throws SigningFailed {
        Signers signers = Signers.of(draft, by, Role.ROOT);
        if (!signers.enough()) {
            throw failed(
                    "root_threshold",
                    "The draft has " + signers.keyids().size() + " good signatures of " + whose
                            + " root keys and needs " + signers.threshold() + ".",
                    "Have more of their holders sign it: ./ctos hub keys sign");
        }
        return signers.keyids();
    }

    private static SigningFailed invalid(String detail) {
        return failed("root_invalid", detail, "Correct the keys or the threshold.");
    }

    private static SigningFailed failed(String code, String detail, String nextStep) {
        return new SigningFailed(new Problem(400, code, detail, nextStep));
    }
}
