package net.chingtech.ctos.skillhub.client.internal.http;

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
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
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
    private final ScheduledExecutorService watch;
    private volatile HubFailure lastFailure;
    private volatile Instant restUntil = Instant.MIN;

    /** Waits; tests do not. */
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** Makes a value of an answer with status 200. */
    public interface Reader<T> {
        T read(ClassicHttpResponse response) throws IOException, HubFailure, ProvisioningException;
    }

    public HubClient(HubAddress hub, String version, Clock clock, RandomGenerator random, Sleeper sleeper) {
        this.http = HttpSettings.client("ctos/" + version);
        this.retry = new RetryPolicy(random, clock);
        this.answers = new Answers(new Problems(hub), retry);
        this.clock = clock;
        this.sleeper = sleeper;
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
        if (question.body() == null) {
            return new HttpGet(question.uri());
        }
        HttpPost post = new HttpPost(question.uri());
        post.setEntity(new ByteArrayEntity(question.body(), ContentType.APPLICATION_JSON));
        return post;
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
