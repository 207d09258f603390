package net.chingtech.ctos.skillhub.client.internal.hubs;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.skillhub.client.internal.SkillHub;
import net.chingtech.ctos.verify.hub.MetadataFetcher;

/** Fetches a hub's metadata over HTTP, with the deadlines, tries and limits of every question to it. */
public final class Fetcher implements MetadataFetcher {

    private final SkillHub hub;

    public Fetcher(SkillHub hub) {
        this.hub = hub;
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws IOException {
        try {
            return hub.metadata(path, maxLength);
        } catch (ProvisioningException e) {
            switch (e.problem().code()) {
                case SkillHub.NO_METADATA -> throw new NotThere(path);
                case SkillHub.METADATA_TOO_LARGE -> throw new TooLarge(path, maxLength);
                default -> throw new IOException(shortened(e.problem().detail()), e);
            }
        }
    }

    /** Which hub it is about is said by whoever tells of it. */
    private String shortened(String detail) {
        return detail.replace("SkillHub at " + hub.address() + " ", "it ").replaceFirst("\\.$", "");
    }

    @Override
    public Optional<Instant> hubClock() {
        return hub.clock();
    }
}
