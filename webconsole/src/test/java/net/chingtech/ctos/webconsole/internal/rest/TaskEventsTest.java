package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import net.chingtech.ctos.provisioning.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskEventsTest {

    private TestContainer container;

    @BeforeEach
    void start() throws Exception {
        container = new TestContainer(0, null, Duration.ofMillis(50)).ready();
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void stream_opensAtOnce_tellsEachChange_andEndsAfterTheLast() throws Exception {
        container.tasks.put(FakeTasks.task("t", Task.State.RUNNING, 10, 1));
        HttpResponse<InputStream> answer = open("t");
        assertThat(answer.headers().firstValue("Content-Type").map(String::toLowerCase))
                .contains("text/event-stream;charset=utf-8");

        try (BufferedReader lines = lines(answer)) {
            assertThat(nextData(lines)).contains("\"percent\":10", "\"state\":\"running\"");
            container.tasks.put(FakeTasks.task("other", Task.State.RUNNING, 99, 1));
            container.tasks.put(FakeTasks.task("t", Task.State.RUNNING, 43, 2));
            assertThat(nextData(lines)).contains("\"percent\":43");
            container.tasks.put(FakeTasks.task("t", Task.State.SUCCEEDED, 100, 3));
            assertThat(nextData(lines)).contains("\"state\":\"succeeded\"");
            assertThat(nextData(lines)).isNull();
        }
        until(() -> container.streams() == 0 && container.tasks.watchers.isEmpty());
    }

    @Test
    void endedTask_isToldOnce_andTheStreamEnds() throws Exception {
        container.tasks.put(FakeTasks.task("t", Task.State.FAILED, 60, 7));

        try (BufferedReader lines = lines(open("t"))) {
            assertThat(nextData(lines)).contains("\"state\":\"failed\"");
            assertThat(nextData(lines)).isNull();
        }
        until(() -> container.tasks.watchers.isEmpty());
    }

    @Test
    void quietStream_showsThatItIsAlive() throws Exception {
        container.tasks.put(FakeTasks.task("t", Task.State.RUNNING, 10, 1));

        try (BufferedReader lines = lines(open("t"))) {
            String line = lines.readLine();
            while (!line.startsWith(":")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo(": alive");
        }
    }

    @Test
    void beforeAStreamIsOpen_noBeatWritesIntoIt() {
        List<Runnable> writing = new ArrayList<>();

        new TaskStream(null, writing::add, closed -> {}).beat();

        assertThat(writing).isEmpty();
    }

    @Test
    void clientThatLeft_isNoticed() throws Exception {
        container.tasks.put(FakeTasks.task("t", Task.State.RUNNING, 10, 1));
        HttpResponse<InputStream> answer = open("t");
        assertThat(container.streams()).isEqualTo(1);

        answer.body().close();

        until(() -> container.streams() == 0 && container.tasks.watchers.isEmpty());
    }

    @Test
    void unknownTask_isAProblem_andNoStream() throws Exception {
        RestTest.assertProblem(container.get("/ctos/api/v1/tasks/none/events"), 404, "task_unknown");
        RestTest.assertProblem(container.get("/ctos/api/v1/tasks/none"), 404, "task_unknown");
        RestTest.assertProblem(container.post("/ctos/api/v1/tasks/none/cancel", ""), 404, "task_unknown");
    }

    private HttpResponse<InputStream> open(String task) throws Exception {
        return container
                .client()
                .send(
                        container
                                .withToken("/ctos/api/v1/tasks/" + task + "/events")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The data of the next event, or null at the stream's end. */
    private static String nextData(BufferedReader lines) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
                return line;
            }
        }
        return null;
    }

    private static void until(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("the stream was closed in time").isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
