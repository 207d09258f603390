package net.chingtech.ctos.skillhub.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;
import net.chingtech.ctos.sign.hub.RootChange;

/** The root ceremony of a hub in a test: two root keys, both needed. */
final class TestRoot {

    private final HubFolder folder;
    private final List<SigningKey> keys = List.of(SigningKey.generate(), SigningKey.generate());

    TestRoot(Path hubHome) {
        this.folder = new HubFolder(hubHome);
    }

    /** Makes the online keys and puts the first root in place. */
    void first(Instant now) throws Exception {
        folder.put(signed(
                RootCeremony.first(
                        keys.stream().map(SigningKey::publicKey).toList(),
                        keys.size(),
                        folder.nextKeys(RootCeremony.ONLINE),
                        now),
                null));
    }

    /** Puts a next root in place, with new online keys for these roles. */
    void next(Instant now, String... roles) throws Exception {
        Root present = folder.newest();
        RootChange change = new RootChange(List.of(), 0, folder.nextKeys(List.of(roles)));
        folder.put(signed(RootCeremony.next(present, change, now), present));
    }

    /** A next root that only one of the two signed. */
    byte[] halfSigned(Instant now) throws Exception {
        return RootCeremony.sign(RootCeremony.next(folder.newest(), RootChange.NONE, now), keys.get(0))
                .write();
    }

    byte[] bytes(long version) throws Exception {
        return Files.readAllBytes(folder.root(version));
    }

    Path file(long version) {
        return folder.root(version);
    }

    Path onlineKey(String role) {
        return folder.onlineKey(role);
    }

    private SignedMetadata signed(SignedMetadata draft, Root present) throws Exception {
        SignedMetadata signed = draft;
        for (SigningKey key : keys) {
            signed = RootCeremony.sign(signed, key);
        }
        return RootCeremony.finished(signed, present);
    }
}
