package net.chingtech.ctos.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class PeerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Answers NONE = (request, method, parameters) -> {
        throw RpcError.unknownMethod(method);
    };
    private static final Answers ECHO = (request, method, parameters) -> parameters;

    private final Pair pair = new Pair();

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void aRequest_isAnsweredWithTheValuesItHad() throws Exception {
        pair.right(Limits.trusting(), ECHO);
        Peer left = pair.left(Limits.wary(), NONE);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("text", "統一編號 \"\\\n\u2028 \ud83d\ude00");
        parameters.put("whole", 42L);
        parameters.put("large", new BigInteger("123456789012345678901234567890"));
        parameters.put("decimal", new BigDecimal("19.90"));
        parameters.put("list", Arrays.asList(true, false, null, List.of(), Map.of("a", 1L)));
        parameters.put("null", null);

        assertThat(left.request("echo", parameters).get()).isEqualTo(parameters);
    }

    @Test
    void bothEnds_askEachOtherAtOnce_alsoFromWithinAnAnswer() throws Exception {
        CompletableFuture<Peer> toLeft = new CompletableFuture<>();
        Peer left = pair.left(Limits.wary(), (request, method, parameters) -> Map.of("twice", 2 * number(parameters)));
        toLeft.complete(pair.right(Limits.trusting(), (request, method, parameters) -> {
            try {
                return toLeft.get().request("double", parameters).get();
            } catch (InterruptedException | ExecutionException e) {
                throw RpcError.of("failed", e.toString());
            }
        }));
        List<Request> requests = new ArrayList<>();
        for (long i = 0; i < 40; i++) {
            requests.add(left.request("ask", Map.of("number", i)));
        }
        for (int i = 0; i < 40; i++) {
            assertThat(requests.get(i).get()).isEqualTo(Map.of("twice", 2L * i));
        }
    }

    private static long number(Map<String, Object> parameters) {
        return (Long) parameters.get("number");
    }

    @Test
    void anError_arrivesWithItsNumberCodeAndLines() {
        pair.right(Limits.trusting(), (request, method, parameters) -> {
            throw new RpcError(-32007, "invoice_unknown", "There is no invoice 7.", List.of("seven", "is missing"));
        });
        Peer left = pair.left(Limits.wary(), NONE);

        assertThat(errorOf(left.request("find", Map.of()))).satisfies(error -> {
            assertThat(error.number()).isEqualTo(-32007);
            assertThat(error.code()).isEqualTo("invoice_unknown");
            assertThat(error).hasMessage("There is no invoice 7.");
            assertThat(error.lines()).containsExactly("seven", "is missing");
        });
    }

    @Test
    void whatAnAnswerThrows_isNotToldToTheOtherEnd() {
        pair.right(Limits.trusting(), (request, method, parameters) -> {
            throw new IllegalStateException("/secret/path");
        });
        Peer left = pair.left(Limits.wary(), NONE);

        assertThat(errorOf(left.request("find", Map.of()))).hasMessage("The request failed.");
    }

    @Test
    void anAnswerThatIsNotJson_isAnError_andTheConnectionGoesOn() throws Exception {
        pair.right(Limits.trusting(), (request, method, parameters) -> method.equals("object") ? new Object() : "ok");
        Peer left = pair.left(Limits.wary(), NONE);

        assertThat(errorOf(left.request("object", Map.of())).code()).isEqualTo("not_plain");
        assertThat(left.request("text", Map.of()).get()).isEqualTo("ok");
    }

    @Test
    void parametersThatAreTooLong_areRefusedHere() throws Exception {
        pair.right(Limits.trusting(), ECHO);
        Peer left = pair.left(Limits.wary(), NONE);
        String long9 = "x".repeat(9 * 1024 * 1024);

        assertThat(errorOf(left.request("echo", Map.of("text", long9))).code()).isEqualTo("not_plain");
        assertThat(left.request("echo", Map.of()).get()).isEqualTo(Map.of());
    }

    @Test
    void aCancelledRequest_interruptsOnlyItsOwnThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        BlockingQueue<String> interrupted = new LinkedBlockingQueue<>();
        CountDownLatch goOn = new CountDownLatch(1);
        pair.right(Limits.trusting(), (request, method, parameters) -> {
            begun.countDown();
            try {
                goOn.await();
                return method;
            } catch (InterruptedException e) {
                interrupted.add(method);
                throw RpcError.of("cancelled", method);
            }
        });
        Peer left = pair.left(Limits.wary(), NONE);
        Request first = left.request("first", Map.of());
        Request second = left.request("second", Map.of());
        begun.await();

        first.giveUp();
        assertThat(errorOf(first).code()).isEqualTo("cancelled");
        goOn.countDown();
        assertThat(second.get()).isEqualTo("second");
        assertThat(interrupted).containsExactly("first");
    }

    @Test
    void aRequestThatIsLate_keepsItsPlace_untilItIsAnswered() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        pair.right(Limits.trusting(), (request, method, parameters) -> {
            awaitQuietly(goOn);
            return "late";
        });
        Limits one = new Limits(1024, 2_000, 4, 1, 1_000, 4096, Limits.PIPE, PATIENCE);
        Peer left = pair.left(one, NONE);
        Request late = left.request("first", Map.of());
        late.orTimeout(10, TimeUnit.MILLISECONDS);
        assertThatThrownBy(late::get).hasCauseInstanceOf(TimeoutException.class);

        assertThat(errorOf(left.request("second", Map.of())).code()).isEqualTo("other_end_busy");
        goOn.countDown();
        assertThat(answered(left)).isEqualTo("late");
        assertThat(left.closed()).isNotDone();
    }

    /** The place is free as soon as the late answer was read. */
    private static Object answered(Peer left) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return left.request("second", Map.of()).get();
            } catch (ExecutionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void moreRequestsThanAllowed_areRefused_andTheOthersAnswered() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        pair.right(new Limits(1024, 2_000, 4, 2, 1_000, 4096, Limits.PIPE, PATIENCE), (request, method, parameters) -> {
            awaitQuietly(goOn);
            return method;
        });
        Peer left = pair.left(Limits.wary(), NONE);
        Request first = left.request("first", Map.of());
        Request second = left.request("second", Map.of());

        assertThat(errorOf(left.request("third", Map.of())).code()).isEqualTo("too_many_requests");
        goOn.countDown();
        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void notifications_areHeardInOrder() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        pair.right(Limits.trusting(), new Answers() {
            @Override
            public Object answer(long request, String method, Map<String, Object> parameters) {
                return List.copyOf(heard);
            }

            @Override
            public void hear(String method, Map<String, Object> parameters) {
                heard.add(parameters.get("line"));
            }
        });
        Peer left = pair.left(Limits.wary(), NONE);
        left.tell("log", Map.of("line", "one"));
        left.tell("log", Map.of("line", "two"));

        assertThat(left.request("heard", Map.of()).get()).isEqualTo(List.of("one", "two"));
    }

    @Test
    void theEndOfAStream_failsWhatIsAsked_andInterruptsWhatIsAnswered() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Peer right = pair.right(Limits.trusting(), (request, method, parameters) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        });
        Peer left = pair.left(Limits.wary(), NONE);
        Request asked = left.request("wait", Map.of());
        begun.await();

        pair.there.sink().close();
        assertThat(right.closed().get().code()).isEqualTo(CloseReason.ENDED);
        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        pair.back.sink().close();
        assertThat(left.closed().get().code()).isEqualTo(CloseReason.ENDED);
        assertThat(errorOf(asked)).satisfies(error -> {
            assertThat(error.code()).isEqualTo("connection_closed");
            assertThat(error.lines()).containsExactly(CloseReason.ENDED);
        });
        assertThat(errorOf(left.request("more", Map.of())).code()).isEqualTo("connection_closed");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RpcError errorOf(Request request) {
        try {
            Object value = request.get(120, TimeUnit.SECONDS);
            throw new AssertionError("an error was expected, not " + value);
        } catch (ExecutionException e) {
            return (RpcError) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
