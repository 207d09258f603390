package net.chingtech.ctos.skillhub.client.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement.Artifact;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.CapabilityAnswer;
import net.chingtech.ctos.format.catalogue.CapabilityQuestion;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCardPage;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion;
import net.chingtech.ctos.http.Download;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.HubClient;
import net.chingtech.ctos.http.JsonReader;
import net.chingtech.ctos.http.MetadataReader;
import net.chingtech.ctos.http.Order;
import net.chingtech.ctos.http.PictureReader;
import net.chingtech.ctos.http.Question;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource.ProgressListener;
import org.apache.hc.core5.net.URIBuilder;

/** SkillHub's REST, one method for each question. */
public final class SkillHub implements AutoCloseable {

    private static final String NO_PICTURE = "file_unknown";

    /** The code of a problem: a file of metadata is not there. */
    public static final String NO_METADATA = "metadata_missing";

    /** The code of a problem: a file of metadata is longer than it may be. */
    public static final String METADATA_TOO_LARGE = MetadataReader.TOO_LARGE;

    /** Of brackets, colons and commas: a hub names up to 5,000 releases for each requirement, of 12 such parts or more. */
    private static final int MOST_OF_PROVIDERS = 250_000;

    private final HubAddress address;
    private final String sourceId;
    private final HubClient client;

    /**
     * A hub as a running container asks it.
     *
     * @param version of the container, which the hub is told
     */
    public static SkillHub at(HubAddress address, String sourceId, String version, Offline offline) {
        return new SkillHub(
                address,
                sourceId,
                version,
                Clock.systemUTC(),
                new SecureRandom(),
                time -> Thread.sleep(time.toMillis()),
                offline);
    }

    SkillHub(
            HubAddress address,
            String sourceId,
            String version,
            Clock clock,
            RandomGenerator random,
            HubClient.Sleeper sleeper,
            Offline offline) {
        this.address = address;
        this.sourceId = sourceId;
        this.client = new HubClient(address, version, clock, random, sleeper, offline);
    }

    /** The lasting name that installed skills remember; it says nothing of the address, which may change. */
    public String sourceId() {
        return sourceId;
    }

    public HubAddress address() {
        return address;
    }

    SkillCardPage search(SkillQuery query) throws ProvisioningException {
        client.requireReachable();
        return client.ask(
                Question.get(searchUri(query), notThere()),
                new JsonReader<>(address, SkillCardPage.class, page -> page.skills() == null ? "$.skills" : null));
    }

    private URI searchUri(SkillQuery query) {
        URIBuilder uri = new URIBuilder(address.api("/skills"))
                .addParameter("q", query.text())
                .addParameter("channel", query.channel().wire())
                .addParameter("sort", query.sort().name().toLowerCase(Locale.ROOT))
                .addParameter("page", String.valueOf(query.page()))
                .addParameter("per_page", String.valueOf(query.perPage()));
        if (!query.tags().isEmpty()) {
            uri.addParameter("tags", String.join(",", new TreeSet<>(query.tags())));
        }
        if (query.category() != null) {
            uri.addParameter("category", query.category());
        }
        if (query.tier() != null) {
            uri.addParameter("tier", query.tier().wire());
        }
        try {
            return uri.build();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a URI built of encoded parameters", e);
        }
    }

    SkillPage page(SkillId id) throws ProvisioningException {
        return client.ask(
                Question.get(address.api("/skills/" + id), skillUnknown(id)),
                new JsonReader<>(address, SkillPage.class, page -> missing(page, id)));
    }

    private static String missing(SkillPage page, SkillId id) {
        boolean card = page.card() != null && id.equals(page.card().id());
        boolean versions = page.versions() != null
                && page.versions().stream()
                        .allMatch(line -> line != null && line.version() != null && line.channel() != null);
        return card ? versions ? null : "$.versions" : "$.id of " + id;
    }

    ReleaseInfo release(SkillId id, SkillVersion version) throws ProvisioningException {
        return client.ask(
                Question.get(address.api("/skills/" + id + "/versions/" + version), versionUnknown(id, version)),
                new JsonReader<>(
                        address,
                        ReleaseInfo.class,
                        info -> info.statement() == null
                                ? "$.statement"
                                : info.manifest() == null ? "$.manifest" : null));
    }

    UpdatesAnswer updates(UpdatesQuestion question) throws ProvisioningException {
        return client.ask(
                Question.post(address.api("/updates/check"), Json.write(question), notThere()),
                new JsonReader<>(address, UpdatesAnswer.class, a -> a.updates() == null ? "$.updates" : null));
    }

    public CapabilityAnswer providers(CapabilityQuestion question) throws ProvisioningException {
        int asked = question.requirements().size();
        return client.ask(
                Question.post(address.api("/capabilities/query"), Json.write(question), notThere()),
                JsonReader.ofMany(
                        address,
                        CapabilityAnswer.class,
                        MOST_OF_PROVIDERS,
                        a -> a.answers() == null || a.answers().size() != asked ? "$.answers for each need" : null));
    }

    SkillRating rate(SkillId id, Integer stars, String secret) throws ProvisioningException {
        Problem missing = new Problem(
                409,
                "rating_not_supported",
                "SkillHub at " + address + " takes no ratings.",
                "Ask who runs it whether it is up to date.");
        Question order = stars == null
                ? Question.order(rating(id), null, new Order("DELETE", secret), missing)
                : Question.order(rating(id), Json.write(Map.of("stars", stars)), new Order("PUT", secret), missing);
        return client.ask(
                order.explainedBy(new RatingWords(address, id)),
                new JsonReader<>(address, SkillRating.class, said -> said.rating() == null ? "$.rating" : null));
    }

    private URI rating(SkillId id) {
        return address.api("/skills/" + id + "/rating");
    }

    void download(SkillId id, SkillVersion version, URI from, Artifact artifact, Path to, ProgressListener progress)
            throws ProvisioningException {
        client.ask(
                Question.file(from, artifact.size(), versionUnknown(id, version)),
                new Download(address, artifact, to, progress));
    }

    /** Where a release's artifact is; the usual place when the hub names none, or one where it may not send us. */
    public URI artifact(SkillId id, SkillVersion version, String downloadUrl) {
        return address.resolve(downloadUrl)
                .orElseGet(() -> address.api("/skills/" + id + "/versions/" + version + "/download"));
    }

    Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        Problem missing = new Problem(404, NO_PICTURE, "There is no such picture.", "");
        URI uri = address.api("/skills/" + id + "/versions/" + version + "/files/" + path);
        try {
            return Optional.of(client.ask(Question.get(uri, missing), new PictureReader(address)));
        } catch (ProvisioningException e) {
            if (e.problem().status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * A file of the hub's signed metadata, unpacked.
     *
     * @param path below {@code /metadata/}
     * @throws ProvisioningException {@code metadata_missing} when it is not there, {@code metadata_too_large}
     */
    public byte[] metadata(String path, long maxLength) throws ProvisioningException {
        Problem missing = new Problem(404, NO_METADATA, "SkillHub at " + address + " has no " + path + ".", "");
        return client.ask(
                Question.metadata(address.metadata(path), maxLength, missing),
                new MetadataReader(address, path, maxLength));
    }

    /** What the hub's clock said when it last answered; nobody is to believe it. */
    public Optional<Instant> clock() {
        return client.hubClock();
    }

    Problem skillUnknown(SkillId id) {
        return new Problem(
                404,
                "skill_unknown",
                "SkillHub at " + address + " has no skill " + id + ".",
                "Check the id, or search the catalogue.");
    }

    private Problem versionUnknown(SkillId id, SkillVersion version) {
        return new Problem(
                404,
                "version_unknown",
                "SkillHub at " + address + " has no version " + version + " of " + id + ".",
                "Look at the skill's versions in the catalogue.");
    }

    private Problem notThere() {
        return new Problem(
                502,
                "source_answer_invalid",
                "At " + address + " there is no SkillHub: it does not know the question (HTTP 404).",
                "Check the hub's address.");
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
