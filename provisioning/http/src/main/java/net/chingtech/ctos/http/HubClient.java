package net.chingtech.ctos.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.osgi.annotation.versioning.ConsumerType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one hub, again when that may help, and gives up in time. */
public final class HubClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HubClient.class);
    private static final Duration REST_AFTER_NO_CONNECTION = Duration.ofSeconds(2);

    private final CloseableHttpClient http;
    private final Answers answers;
    private final RetryPolicy retry;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Offline offline;
    private final ScheduledExecutorService watch;
    private volatile HubFailure lastFailure;
    private volatile Instant restUntil = Instant.MIN;
    private final HeardClock hubClock;

    /** Waits; tests do not. */
    @ConsumerType
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** Makes a value of an answer with status 200. */
    @ConsumerType
    public interface Reader<T> {
        T read(ClassicHttpResponse response) throws IOException, HubFailure, ProvisioningException;
    }

    /** @param offline asked before each try; while it is on nothing leaves for the hub */
    public HubClient(
            HubAddress hub, String version, Clock clock, RandomGenerator random, Sleeper sleeper, Offline offline) {
        this.http = HttpSettings.client("ctos/" + version);
        this.retry = new RetryPolicy(random, clock);
        this.answers = new Answers(new Problems(hub), retry);
        this.clock = clock;
        this.hubClock = new HeardClock(clock, System::nanoTime);
        this.sleeper = sleeper;
        this.offline = offline;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ctos-hub-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Fails at once when the hub could not be reached a moment ago: for questions that somebody waits for. */
    public void requireReachable() throws ProvisioningException {
        HubFailure failure = lastFailure;
        if (failure != null && clock.instant().isBefore(restUntil)) {
            throw failure.toUser();
        }
    }

    /** The hub's clock by the Date header of the last answer that had one; nothing when that is not known any more. */
    public Optional<Instant> hubClock() {
        return hubClock.now();
    }

    public <T> T ask(Question question, Reader<T> reader) throws ProvisioningException {
        Instant end = clock.instant().plus(question.patience());
        for (int tried = 1; ; tried++) {
            try {
                T value = once(question, reader, end);
                restUntil = Instant.MIN;
                return value;
            } catch (HubFailure failure) {
                Optional<Duration> pause = retry.pause(tried, failure);
                if (pause.isEmpty() || clock.instant().plus(pause.get()).isAfter(end)) {
                    throw remember(failure).toUser();
                }
                LOG.debug("Asking {} again in {}: {}", question.uri(), pause.get(), failure.getMessage());
                sleep(pause.get());
            }
        }
    }

    private HubFailure remember(HubFailure failure) {
        if (failure.kind() == HubFailure.Kind.NOT_CONNECTED) {
            lastFailure = failure;
            restUntil = clock.instant().plus(REST_AFTER_NO_CONNECTION);
        }
        return failure;
    }

    private <T> T once(Question question, Reader<T> reader, Instant end) throws HubFailure, ProvisioningException {
        offline.requireOnline();
        HttpUriRequestBase request = request(question);
        // Time limits of the connection do not stop a hub that sends one byte at a time; this one does.
        AtomicBoolean tookTooLong = new AtomicBoolean();
        Runnable giveUp = () -> {
            tookTooLong.set(true);
            request.cancel();
        };
        long left = Duration.between(clock.instant(), end).toMillis();
        Future<?> limit = watch.schedule(giveUp, left, TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = http.executeOpen(RoutingSupport.determineHost(request), request, null)) {
            return read(question, reader, request, response);
        } catch (IOException e) {
            throw answers.failed(e, tookTooLong.get());
        } catch (HttpException e) {
            throw answers.failed(new ClientProtocolException(e), tookTooLong.get());
        } finally {
            limit.cancel(false);
        }
    }

    private <T> T read(Question question, Reader<T> reader, HttpUriRequestBase request, ClassicHttpResponse response)
            throws IOException, HubFailure, ProvisioningException {
        boolean done = false;
        try {
            HttpDates.of(response.getFirstHeader(HttpHeaders.DATE)).ifPresent(hubClock::heard);
            answers.requireOk(response, question);
            T value = reader.read(response);
            done = true;
            return value;
        } finally {
            if (!done) {
                // Closing a response reads it to its end, however long that is; a cancelled one is just dropped.
                request.cancel();
            }
        }
    }

    private static HttpUriRequestBase request(Question question) {
        if (question.order() != null) {
            return order(question);
        }
        if (question.metadata()) {
            HttpGet get = new HttpGet(question.uri());
            get.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
            get.setConfig(HttpSettings.STAY);
            return get;
        }
        if (question.body() == null) {
            return new HttpGet(question.uri());
        }
        HttpPost post = new HttpPost(question.uri());
        post.setEntity(new ByteArrayEntity(question.body(), ContentType.APPLICATION_JSON));
        return post;
    }

    private static HttpUriRequestBase order(Question question) {
        HttpUriRequestBase order = new HttpUriRequestBase(question.order().method(), question.uri());
        order.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + question.order().secret());
        if (question.body() != null) {
            order.setEntity(new ByteArrayEntity(question.body(), ContentType.APPLICATION_JSON));
        }
        // A redirect would carry the secret elsewhere.
        order.setConfig(HttpSettings.STAY);
        return order;
    }

    private void sleep(Duration time) throws ProvisioningException {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException(Problems.cancelled(), e);
        }
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        http.close();
    }
}
