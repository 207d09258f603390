package net.chingtech.ctos.clawhub.client;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.HubClient;
import net.chingtech.ctos.http.JsonReader;
import net.chingtech.ctos.http.Question;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.apache.hc.core5.net.URIBuilder;

/** ClawHub's v1 API, one method for each question that only reads. */
public final class ClawHub implements AutoCloseable {

    /** The code of a problem: a slug without an owner means several skills, which the problem names. */
    public static final String AMBIGUOUS = "skill_ambiguous";

    private static final int LARGEST_TEXT = 200 * 1024;
    private static final int LARGEST_PAGE = 512 * 1024;
    /** A list has many skills, each with its description. */
    private static final int LARGEST_LIST = 1024 * 1024;

    private final HubAddress address;
    private final HubClient client;
    private final Rest rest;

    /** @param version of the container, which the hub is told */
    public static ClawHub at(HubAddress address, String version, Offline offline) {
        return new ClawHub(
                address,
                version,
                Clock.systemUTC(),
                System::nanoTime,
                new SecureRandom(),
                time -> Thread.sleep(time.toMillis()),
                offline);
    }

    /** @param nanos a clock that nobody sets */
    public ClawHub(
            HubAddress address,
            String version,
            Clock clock,
            LongSupplier nanos,
            RandomGenerator random,
            HubClient.Sleeper sleeper,
            Offline offline) {
        this.address = address;
        this.rest = new Rest(nanos);
        this.client = new HubClient(address, version, clock, random, sleeper, offline);
    }

    public HubAddress address() {
        return address;
    }

    /** @param exact whether only that very slug is meant */
    public Said.Results search(String text, int limit, boolean exact) throws ProvisioningException {
        client.requireReachable();
        URIBuilder uri = uri("/search").addParameter("q", text).addParameter("limit", String.valueOf(limit));
        if (exact) {
            uri.addParameter("mode", "exact");
        }
        List<Said.Row> rows =
                json(uri, Said.Results.class, LARGEST_LIST, notThere(), null).results();
        return new Said.Results(first(limit, rows));
    }

    /** @param cursor where the last page ended, or null */
    public Said.Items list(String sort, int limit, String cursor) throws ProvisioningException {
        client.requireReachable();
        URIBuilder uri =
                uri("/skills").addParameter("limit", String.valueOf(limit)).addParameter("sort", sort);
        if (cursor != null) {
            uri.addParameter("cursor", cursor);
        }
        Said.Items said = json(uri, Said.Items.class, LARGEST_LIST, notThere(), null);
        return new Said.Items(first(limit, said.items()), said.nextCursor());
    }

    /** All about a skill; its slug is the canonical one, which may be another than the one that was asked for. */
    public Said.Detail detail(Ref ref) throws ProvisioningException {
        return ask(
                Question.get(built(skill(ref)), skillUnknown(ref)).explainedBy(new HubWords(address, ref.toString())),
                new JsonReader<>(
                        address,
                        Said.Detail.class,
                        LARGEST_PAGE,
                        detail -> detail.skill() == null || detail.skill().slug() == null ? "$.skill.slug" : null));
    }

    public Said.Versions versions(Ref ref, int limit, String cursor) throws ProvisioningException {
        URIBuilder uri = skill(ref, "versions").addParameter("limit", String.valueOf(limit));
        if (cursor != null) {
            uri.addParameter("cursor", cursor);
        }
        Said.Versions said = json(uri, Said.Versions.class, LARGEST_PAGE, skillUnknown(ref), ref.toString());
        return new Said.Versions(first(limit, said.items()), said.nextCursor());
    }

    /**
     * One version.
     *
     * @throws ProvisioningException {@code version_unknown}, {@code version_revoked}, and why it is held back
     */
    public Said.Version version(Ref ref, String version) throws ProvisioningException {
        return ask(
                        Question.get(built(skill(ref, "versions", version)), versionUnknown(ref, version))
                                .explainedBy(new HubWords(address, ref + " " + version)),
                        new JsonReader<>(address, Said.VersionPage.class, LARGEST_PAGE, page -> missing(page, version)))
                .version();
    }

    private static String missing(Said.VersionPage page, String version) {
        if (page.version() == null || !version.equals(page.version().version())) {
            return "$.version.version of " + version;
        }
        boolean whole = page.version().files().stream()
                .allMatch(file -> file.path() != null && file.sha256() != null && file.size() >= 0);
        return whole ? null : "path, size or sha256 of a file";
    }

    /** A text of a version, such as SKILL.md; empty when there is none, or it is too large to be shown. */
    public Optional<String> text(Ref ref, String version, String path) throws ProvisioningException {
        URIBuilder uri = skill(ref, "file").addParameter("path", path).addParameter("version", version);
        Problem missing = new Problem(404, "file_unknown", "There is no such file.", "");
        try {
            return ask(Question.get(built(uri), missing), response -> {
                byte[] bytes = response.getEntity() == null
                        ? new byte[0]
                        : response.getEntity().getContent().readNBytes(LARGEST_TEXT + 1);
                return bytes.length == 0 || bytes.length > LARGEST_TEXT
                        ? Optional.empty()
                        : Optional.of(new String(bytes, StandardCharsets.UTF_8));
            });
        } catch (ProvisioningException e) {
            if (e.problem().status() == 404 || e.problem().code().equals("source_refused")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Brings a version's ZIP into {@code target}, which does not exist yet.
     *
     * @param size how much is expected, which says how long it may take
     * @param most how many bytes it may have
     * @throws ProvisioningException {@code legacy_on_github}, {@code file_too_large}, {@code download_cut_off}, {@code
     *     disk_full}, and why it is held back
     */
    public void download(Ref ref, String version, long size, long most, Path target) throws ProvisioningException {
        URIBuilder uri =
                owner(uri("/download").addParameter("slug", ref.slug()), ref).addParameter("version", version);
        ask(
                Question.file(built(uri), size, versionUnknown(ref, version))
                        .explainedBy(new HubWords(address, ref + " " + version)),
                new ZipReader(address, ref + " " + version, target, most));
    }

    /** The version whose files have this fingerprint; empty when ClawHub knows none. */
    public Optional<String> resolve(Ref ref, String fingerprint) throws ProvisioningException {
        URIBuilder uri =
                owner(uri("/resolve").addParameter("slug", ref.slug()), ref).addParameter("hash", fingerprint);
        Said.Match match = json(uri, Said.Resolved.class, LARGEST_PAGE, skillUnknown(ref), ref.toString())
                .match();
        return Optional.ofNullable(match).map(Said.Match::version);
    }

    /**
     * Asks where the files of a skill are that has no version of its own.
     *
     * @throws ProvisioningException {@code legacy_on_github}, or why they cannot be had; nothing when they are on the hub, or
     *     the hub does not know the question
     */
    public void requireArchive(Ref ref) throws ProvisioningException {
        InstallWords words = new InstallWords(address, ref.toString());
        Said.Install said;
        try {
            said = ask(
                    Question.get(built(skill(ref, "install")), skillUnknown(ref))
                            .explainedBy(words),
                    new JsonReader<>(address, Said.Install.class, LARGEST_PAGE, value -> null));
        } catch (ProvisioningException e) {
            if (e.problem().code().equals("skill_unknown")) {
                return;
            }
            throw e;
        }
        if (!said.ok()) {
            throw new ProvisioningException(words.because(said.reason(), said.message() == null ? "" : said.message()));
        }
        if ("github".equals(said.installKind())) {
            throw new ProvisioningException(InstallWords.onGitHub(
                    ref.toString(), said.github() == null ? "" : said.github().repo()));
        }
    }

    /** Every question; one to a hub that wants to be left alone is refused here. */
    private <T> T ask(Question question, HubClient.Reader<T> reader) throws ProvisioningException {
        OptionalLong left = rest.left();
        if (left.isPresent()) {
            throw new ProvisioningException(new HubWords(address, null).busy(429, Duration.ofNanos(left.getAsLong())));
        }
        return client.ask(question.explainedBy(rest.hearing(question.refusals())), reader);
    }

    private <T> T json(URIBuilder uri, Class<T> type, int largest, Problem missing, String what)
            throws ProvisioningException {
        return ask(
                Question.get(built(uri), missing).explainedBy(new HubWords(address, what)),
                new JsonReader<>(address, type, largest, value -> null));
    }

    /** A hub that says more than it was asked for is not heard further. */
    private static <T> List<T> first(int limit, List<T> lines) {
        return lines.subList(0, Math.min(limit, lines.size()));
    }

    private URIBuilder uri(String path) {
        return new URIBuilder(address.api(path));
    }

    private URIBuilder skill(Ref ref, String... more) {
        return owner(uri("/skills").appendPathSegments(ref.slug()).appendPathSegments(more), ref);
    }

    private static URIBuilder owner(URIBuilder uri, Ref ref) {
        return ref.owner() == null ? uri : uri.addParameter("ownerHandle", ref.owner());
    }

    private static URI built(URIBuilder uri) {
        try {
            return uri.build();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a URI built of encoded parts", e);
        }
    }

    /** What is said of a skill that this hub does not have. */
    public Problem skillUnknown(Object ref) {
        return new Problem(
                404,
                "skill_unknown",
                "ClawHub at " + address + " has no skill " + ref + ".",
                "Check the id, or search the catalogue.");
    }

    private Problem versionUnknown(Ref ref, String version) {
        return new Problem(
                404,
                "version_unknown",
                "ClawHub at " + address + " has no version " + version + " of " + ref + ".",
                "Look at the skill's versions in the catalogue.");
    }

    private Problem notThere() {
        return new Problem(
                502,
                "source_answer_invalid",
                "At " + address + " there is no ClawHub: it does not know the question (HTTP 404).",
                "Check the address; it is the part before /api/v1.");
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
