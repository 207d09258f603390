package net.chingtech.ctos.skillhub.client.internal.hubs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.MisconfiguredSource;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.skillhub.client.internal.RaterSecret;
import net.chingtech.ctos.skillhub.client.internal.SkillHub;
import net.chingtech.ctos.skillhub.client.internal.SkillHubSource;
import net.chingtech.ctos.skillhub.client.internal.lists.SignedLists;
import net.chingtech.ctos.skillhub.client.internal.lists.Words;
import net.chingtech.ctos.skillhub.client.internal.repository.HubRepository;
import net.chingtech.ctos.verify.hub.HubMetadata;
import net.chingtech.ctos.verify.hub.RootPin;
import org.osgi.service.repository.Repository;

/**
 * One hub that was configured, as the services that are made of it.
 *
 * @param repository null for a hub that cannot be asked
 * @param hub to be closed at the end; null for a hub that cannot be asked
 */
record ConnectedHub(String name, SkillSource source, Repository repository, SkillHub hub) implements AutoCloseable {

    private static final String FINGERPRINT = "sha256:";

    /**
     * @param home the container's
     * @param version of the container
     */
    static ConnectedHub of(HubConfig.Entry entry, Path home, String version, Clock clock, Offline offline) {
        String id = "skillhub:" + entry.name();
        if (entry.hub() == null) {
            return misconfigured(id, entry.name(), entry.wrong());
        }
        HubConfig config = entry.hub();
        try {
            RootPin pin = pin(config.root());
            SkillHub hub = SkillHub.at(new HubAddress("SkillHub", config.url()), id, version, offline);
            // The root file that an administrator gave may lie in the hub's folder; what is kept of the lists may go.
            Path folder = home.resolve("trust/hubs").resolve(config.name()).resolve("lists");
            SignedLists lists = new SignedLists(
                    new Words(config.name(), hub.address().toString()),
                    () -> HubMetadata.open(folder, pin, new Fetcher(hub), clock),
                    clock);
            RaterSecret rater = new RaterSecret(home.resolve("secrets").resolve("rater-" + config.name()));
            return new ConnectedHub(
                    config.name(),
                    new SkillHubSource(hub, lists, config.maxTier(), clock, rater),
                    new HubRepository(hub, lists),
                    hub);
        } catch (IllegalArgumentException e) {
            return misconfigured(id, config.name(), e.getMessage());
        } catch (IOException e) {
            return misconfigured(id, config.name(), "its root file " + config.root() + " cannot be read");
        }
    }

    private static ConnectedHub misconfigured(String id, String name, String why) {
        return new ConnectedHub(name, new MisconfiguredSource(id, "SkillHub", name, why), null, null);
    }

    private static RootPin pin(String root) throws IOException {
        if (root == null) {
            return RootPin.none();
        }
        return root.startsWith(FINGERPRINT) ? RootPin.sha256(root) : RootPin.file(Files.readAllBytes(Path.of(root)));
    }

    @Override
    public void close() throws IOException {
        if (hub != null) {
            hub.close();
        }
    }
}
