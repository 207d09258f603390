package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import net.chingtech.ctos.format.Json;

/** A hub with the example skills, an attacker in front of it, and a container that knows the hub only through the attacker. */
final class AttackScene implements AutoCloseable {

    static final String ACCOUNTING = "net.chingtech.accounting";
    static final String NOTES = "org.example.notes";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    final Path work;
    final HubOperator operator;
    final HubProcess hub;
    final AttackProxy proxy;
    final RunningContainer container;
    private final HttpClient http = HttpClient.newHttpClient();

    AttackScene(Path work) {
        this.work = work;
        operator = HubOperator.start(work);
        hub = operator.hub();
        proxy = new AttackProxy(hub.url());
        Path home = work.resolve("ctos-home");
        container = RunningContainer.start(
                home,
                "run",
                "--port",
                "0",
                "--hub",
                proxy.url(),
                "--hub-root",
                hub.root().toString(),
                "--hub-max-tier",
                "official");
        hub.authoritiesAreTrustedBy(home);
    }

    /** The plan for a skill, or the problem with it; {@code version} null is the newest. */
    JsonNode plan(String action, String id, String version) {
        String question = "{\"action\":\"" + action + "\",\"id\":\"" + id + "\""
                + (version == null ? "}" : ",\"version\":\"" + version + "\"}");
        return RunningContainer.json(container.rest("POST", "plans", question).body());
    }

    /** Plans until it is refused with this code: what was asked a moment ago is not asked again at once. */
    JsonNode refused(String code, String action, String id, String version) {
        return planned(plan -> code.equals(plan.path("code").asText()), code, action, id, version);
    }

    /** Plans until there is a plan: the attack is over. */
    void worksAgain() {
        planned(plan -> plan.hasNonNull("plan_id"), "a plan", "update", ACCOUNTING, null);
    }

    /** Plans until the container has asked for the lists, and has taken others. */
    void takesNewerListsThan(AttackProxy.Answer timestamp) {
        planned(
                plan -> plan.hasNonNull("plan_id")
                        && !Arrays.equals(proxy.seen("/metadata/timestamp.json").body(), timestamp.body()),
                "newer lists",
                "update",
                ACCOUNTING,
                null);
    }

    /** Plans until the container has taken these lists for the hub's. */
    void takes(Map<String, byte[]> lists) {
        planned(
                plan -> plan.hasNonNull("plan_id") && lists.keySet().stream().allMatch(proxy::gave),
                "a plan by those lists",
                "update",
                ACCOUNTING,
                null);
    }

    /** As {@link #refused(String, String, String, String)}, and it says of what. */
    JsonNode refused(String code, String word, String action, String id, String version) {
        return planned(
                plan -> code.equals(plan.path("code").asText())
                        && plan.path("detail").asText().contains(word),
                code + " of " + word,
                action,
                id,
                version);
    }

    private JsonNode planned(Predicate<JsonNode> good, String wanted, String action, String id, String version) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode last = plan(action, id, version);
        while (!good.test(last)) {
            assertThat(System.nanoTime())
                    .as("waiting for %s, the last answer was %s", wanted, last)
                    .isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            last = plan(action, id, version);
        }
        return last;
    }

    /** Whoever gets into the hub now, and takes along the keys that lie there. */
    StolenKeys thief() throws Exception {
        return new StolenKeys(hub.url(), hub.home().resolve("hub"));
    }

    /** What the container says of its hub. */
    JsonNode trust() {
        JsonNode trust =
                RunningContainer.json(container.rest("GET", "trust", null).body());
        assertThat(trust.path("sources")).as(trust.toString()).hasSize(1);
        return trust.path("sources").get(0);
    }

    /** What the hub publishes from now on gets into the container. */
    void takesAnUpdate() {
        String version = operator.publishNextCrm();
        container.carryOut(container.awaitPlan(Map.of("action", "update", "id", HubOperator.CRM, "version", version)));
        container.awaitRest(
                "skills/" + HubOperator.CRM,
                skill -> skill.path("version").asText().equals(version)
                        && skill.path("status").asText().equals("active"));
    }

    void installedSkillAnswers() {
        HttpResponse<String> answer = container.rest("POST", "tools/crm_customer", "{\"customer\":\"C-001\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Lets the hub sign new lists that say the same as before. */
    void hubMovesOn() {
        operator.moveOn(ACCOUNTING, "1.2.0");
    }

    /** How an installed skill is when the container has asked for updates, and so for what was revoked. */
    String statusAfterACheck(String id) {
        container.rest("POST", "updates/check", null);
        return RunningContainer.json(container.rest("GET", "skills/" + id, null).body())
                .path("status")
                .asText();
    }

    void awaitStatus(String id, String wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (String last = statusAfterACheck(id); !last.equals(wanted); last = statusAfterACheck(id)) {
            assertThat(System.nanoTime())
                    .as("waiting for %s, it was %s", wanted, last)
                    .isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    /** What the hub itself says of a skill. */
    JsonNode page(String id) {
        return get("/api/v1/skills/" + id);
    }

    /** What the hub itself says of a release. */
    JsonNode release(String id, String version) {
        return get(releasePath(id, version));
    }

    private JsonNode get(String path) {
        URI uri = URI.create(hub.url() + path);
        return RunningContainer.json(send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }

    static String releasePath(String id, String version) {
        return "/api/v1/skills/" + id + "/versions/" + version;
    }

    static byte[] bytes(JsonNode json) {
        return Json.write(json);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        container.close();
        proxy.close();
        hub.close();
    }
}
