package net.chingtech.ctos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class HostileEndTest {

    /** Shorter than it is meant to be, since a test waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Limits SMALL = new Limits(64 * 1024, 2_000, 32, 8, 10_000, 256 * 1024, Limits.PIPE, PATIENCE);
    private static final Answers ECHO = (request, method, parameters) -> parameters;

    private final Pair pair = new Pair();

    @AfterEach
    void close() {
        pair.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not_json      | hello",
                "not_json      | ",
                "not_json      | 7",
                "not_json      | {\"jsonrpc\":\"2.0\",\"id\":NaN,\"method\":\"m\"}",
                "not_json      | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":1,\"a\":2}}",
                "not_json      | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":\"\\ud800\"}}",
                "not_json      | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":1e999999999}}",
                "not_json      | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"} {}",
                "not_json      | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"",
                "not_a_message | [{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}]",
                "not_a_message | {\"id\":1,\"method\":\"m\"}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"m\"}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"m\"}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"m\"}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":[]}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"more\":1}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":1}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1,\"error\":{}}",
                "not_a_message | {\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":\"1\",\"message\":\"m\"}}",
                "answer_unknown | {\"jsonrpc\":\"2.0\",\"id\":77,\"result\":1}"
            })
    void whatIsNoMessage_closesTheConnection_withItsReason(String code, String line) throws Exception {
        Peer peer = pair.left(SMALL, ECHO);
        write((line == null ? "" : line) + "\n");

        assertThat(reason(peer).code()).isEqualTo(code);
    }

    @Test
    void bytesThatAreNotUtf8_closeTheConnection() throws Exception {
        Peer peer = pair.left(SMALL, ECHO);
        write(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}', '\n'});

        assertThat(reason(peer).code()).isEqualTo(CloseReason.NOT_JSON);
    }

    @Test
    void aLineOfVeryManyTinyValues_closesTheConnection() throws Exception {
        Peer peer = pair.left(SMALL, ECHO);
        write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":[" + "{},".repeat(2_000) + "{}]}}\n");

        assertThat(reason(peer).code()).isEqualTo(CloseReason.TOO_MANY_VALUES);
    }

    @Test
    void aValueAtTheDepthLimit_isRead_andADeeperOneIsNot() throws Exception {
        Peer peer = pair.left(SMALL, ECHO);
        pair.threads.execute(() -> drain(new AtomicLong()));
        write(nested(33));
        assertThat(peer.closed()).isNotDone();
        write(nested(10_000));

        assertThat(reason(peer).code()).isEqualTo(CloseReason.TOO_DEEP);
    }

    private static String nested(int depth) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":" + "[".repeat(depth)
                + "]".repeat(depth) + "}}\n";
    }

    @Test
    void aLineOfAHundredMegabytes_isCutOff_atTheLimit() throws Exception {
        Peer peer = pair.left(SMALL, ECHO);
        AtomicLong written = new AtomicLong();
        pair.threads.execute(() -> {
            byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = pair.rightOut()) {
                while (written.get() < 100L * 1024 * 1024) {
                    out.write(piece);
                    written.addAndGet(piece.length);
                }
            } catch (IOException e) {
                // The test closed the pipe, since nobody reads any more.
            }
        });

        assertThat(reason(peer).code()).isEqualTo(CloseReason.LINE_TOO_LONG);
        // Only what the pipe itself holds was taken beyond the limit.
        assertThat(written.get()).isLessThan(1024 * 1024);
    }

    @Test
    void randomBytesAndCutLines_closeTheConnection_andNothingHangs() throws Exception {
        String good =
                "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"m\",\"params\":{\"text\":\"統一\",\"n\":[1,2.5,null]}}\n";
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            try (Pair fresh = new Pair()) {
                Peer peer = fresh.left(SMALL, ECHO);
                byte[] sent = bytes.clone();
                if (seed % 3 == 0) {
                    random.nextBytes(sent);
                } else if (seed % 3 == 1) {
                    sent[random.nextInt(sent.length)] = (byte) random.nextInt();
                } else {
                    sent = java.util.Arrays.copyOf(sent, random.nextInt(sent.length));
                }
                try (OutputStream out = fresh.rightOut()) {
                    out.write(sent);
                }
                assertThat(peer.closed().get(60, TimeUnit.SECONDS).code())
                        .as("seed %d", seed)
                        .isIn(
                                CloseReason.ENDED,
                                CloseReason.NOT_JSON,
                                CloseReason.NOT_A_MESSAGE,
                                CloseReason.ANSWER_UNKNOWN);
            }
        }
    }

    @Test
    void aFloodOfNotifications_isReadNoFasterThanAllowed() throws Exception {
        AtomicLong heard = new AtomicLong();
        // From before the first second of its rate begins.
        long begin = System.nanoTime();
        Peer peer = pair.left(new Limits(1024, 100, 4, 8, 100, 4096, Limits.PIPE, PATIENCE), new Answers() {
            @Override
            public Object answer(long request, String method, Map<String, Object> parameters) {
                return null;
            }

            @Override
            public void hear(String method, Map<String, Object> parameters) {
                heard.incrementAndGet();
            }
        });
        pair.threads.execute(() -> {
            byte[] line = "{\"jsonrpc\":\"2.0\",\"method\":\"log\"}\n".getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = pair.rightOut()) {
                for (int i = 0; i < 250; i++) {
                    out.write(line);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(reason(peer).code()).isEqualTo(CloseReason.ENDED);
        assertThat(heard).hasValue(250);
        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_900));
    }

    @Test
    void aFloodOfRequestsWhoseAnswersNobodyReads_isHeldBack_andClosedInTheEnd() throws Exception {
        String large = "x".repeat(32 * 1024);
        AtomicLong answered = new AtomicLong();
        Peer peer = pair.left(SMALL, (request, method, parameters) -> {
            answered.incrementAndGet();
            return large;
        });
        AtomicLong written = new AtomicLong();
        pair.threads.execute(() -> {
            try (OutputStream out = pair.rightOut()) {
                for (long id = 0; id < 1_000_000; id++) {
                    out.write(("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}\n")
                            .getBytes(StandardCharsets.UTF_8));
                    written.incrementAndGet();
                }
            } catch (IOException e) {
                // The test closed the pipe, since nobody reads any more.
            }
        });

        assertThat(reason(peer).code()).isEqualTo(CloseReason.NOT_READING);
        // What waits, what is in the making, and what the pipe holds.
        assertThat(answered.get()).isLessThan(64);
        assertThat(written.get()).isLessThan(100_000);
    }

    @Test
    void anEndThatDoesNotRead_failsRequestsAtOnce_andBlocksNobody() throws Exception {
        Duration untilItIsClosed = Duration.ofMinutes(2);
        Peer peer = askingMuch(untilItIsClosed);
        long begin = System.nanoTime();
        List<Request> requests = twenty(peer);

        assertThat(System.nanoTime() - begin).isLessThan(untilItIsClosed.toNanos());
        assertThat(requests.get(19)).isCompletedExceptionally();
        assertThat(requests.get(0)).isNotDone();
    }

    @Test
    void anEndThatDoesNotRead_isClosed_andFailsAllThatIsAsked() throws Exception {
        Peer peer = askingMuch(PATIENCE);
        List<Request> requests = twenty(peer);

        assertThat(reason(peer).code()).isEqualTo(CloseReason.NOT_READING);
        assertThat(requests).allMatch(Request::isDone);
    }

    private Peer askingMuch(Duration patience) {
        return pair.left(new Limits(64 * 1024, 2_000, 8, 1_000, 1_000, 256 * 1024, Limits.PIPE, patience), ECHO);
    }

    private static List<Request> twenty(Peer peer) {
        Map<String, String> large = Map.of("text", "x".repeat(60 * 1024));
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(peer.request("m", large));
        }
        return requests;
    }

    @Test
    void aRequestInFlight_thatIsAskedAgain_closesTheConnection() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Peer peer = pair.left(SMALL, (request, method, parameters) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}\n");
        write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}\n");

        assertThat(reason(peer).code()).isEqualTo(CloseReason.NOT_A_MESSAGE);
    }

    private void drain(AtomicLong count) {
        byte[] buffer = new byte[8192];
        try (InputStream in = pair.rightIn()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count.addAndGet(n);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) throws IOException {
        pair.rightOut().write(bytes);
    }

    private static CloseReason reason(Peer peer) throws Exception {
        return peer.closed().get(120, TimeUnit.SECONDS);
    }
}
