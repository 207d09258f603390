package net.chingtech.ctos.verify.hub;

import dev.sigstore.tuf.FileExceedsMaxLengthException;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.listing.ListedSkill;

/** A client that keeps its state, as a scenario uses it. */
interface Client {

    /** Asks for everything new, and then for one bucket: its bytes. */
    byte[] ask(String bucket) throws Exception;

    /** @param fetcher from the hub, or whoever stands before it */
    static Client ours(Path folder, RootPin pin, MetadataFetcher fetcher, Clock clock) throws Exception {
        HubMetadata hub = HubMetadata.open(folder, pin, fetcher, clock);
        return bucket -> {
            hub.refresh();
            Optional<ListedSkill> skill = hub.skill(Hub.NOTES);
            return skill.isPresent() ? new Bucket(java.util.List.of(skill.get())).write() : new byte[0];
        };
    }

    /** The client of sigstore-java, with the same root, the same fetcher, and the same clock. */
    static Client peer(Path folder, byte[] root, URI address, Clock clock) throws IOException {
        Files.createDirectories(folder);
        FileSystemTufStore store = FileSystemTufStore.newFileSystemStore(folder);
        RootProvider pinned = () -> new String(root, StandardCharsets.UTF_8);
        Updater updater = Updater.builder()
                .setClock(clock)
                .setTrustedRootPath(pinned)
                .setMetaFetcher(MetaFetcher.newFetcher(new PeerFetcher(address)))
                .setTargetFetcher(new PeerFetcher(address.resolve("targets/")))
                .setTrustedMetaStore(TrustedMetaStore.newTrustedMetaStore(store))
                .setTargetStore(store)
                .build();
        return bucket -> {
            updater.updateMeta();
            updater.downloadTarget(bucket);
            return store.readTarget(bucket);
        };
    }

    /** The peer's words for the same fetching. */
    record PeerFetcher(URI address) implements dev.sigstore.tuf.Fetcher {
        @Override
        public String getSource() {
            return address.toString();
        }

        @Override
        public byte[] fetchResource(String path, int maxLength) throws IOException, FileExceedsMaxLengthException {
            try {
                return new LoopbackFetcher(address).fetch(path, maxLength);
            } catch (MetadataFetcher.NotThere e) {
                return null;
            } catch (MetadataFetcher.TooLarge e) {
                throw new FileExceedsMaxLengthException(path, maxLength);
            }
        }
    }
}
