package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.FolderImport.Found;
import net.chingtech.ctos.provisioning.FolderImport.State;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportsRestTest {

    private static final String IMPORTS = "/ctos/api/v1/imports";

    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestContainer container;

    @BeforeEach
    void start() throws Exception {
        container = new TestContainer().ready();
        container.doors.setImports((folder, progress) -> {
            if (folder.endsWith("empty")) {
                throw new ProvisioningException(new Problem(422, "folder_empty", "Nothing is there.", "Name another."));
            }
            progress.at(1, 2, "1 of 2 skills looked at");
            if (folder.endsWith("long")) {
                await();
            }
            progress.check();
            return List.of(new Found(
                    folder.resolve("tool").toString(),
                    new SkillId("clawhub.acme.tool"),
                    "Tool",
                    SkillVersion.of("1.1.0"),
                    State.EDITED,
                    "clawhub:imported",
                    "ab".repeat(32),
                    null,
                    null,
                    List.of("Changed.")));
        });
    }

    @AfterEach
    void stop() throws Exception {
        goOn.countDown();
        container.close();
    }

    private void await() {
        try {
            assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> post(String body) throws Exception {
        return container.post(IMPORTS, body);
    }

    private String begin(String folder) throws Exception {
        HttpResponse<String> answer = post("{\"folder\":\"" + folder + "\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        String task = Json.readTree(answer.body().getBytes()).path("task_id").asText();
        assertThat(answer.headers().firstValue("Location")).contains("/ctos/api/v1/tasks/" + task);
        return task;
    }

    private Task ended(String id) {
        Instant deadline = Instant.now().plusSeconds(60);
        Task task = container.tasks.find(id).orElseThrow();
        while (!task.state().isFinal()) {
            assertThat(Instant.now()).as("it ended in time; it is %s", task).isBefore(deadline);
            Thread.onSpinWait();
            task = container.tasks.find(id).orElseThrow();
        }
        return task;
    }

    @Test
    void foundSkills_areAnsweredOnceTheTaskHasEnded_withTheirState() throws Exception {
        String task = begin("/old");
        assertThat(ended(task).state()).isEqualTo(Task.State.SUCCEEDED);

        HttpResponse<String> answer = container.get(IMPORTS + "/" + task);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode skill = Json.readTree(answer.body().getBytes()).at("/skills/0");
        assertThat(skill.path("id").asText()).isEqualTo("clawhub.acme.tool");
        assertThat(skill.path("state").asText()).isEqualTo("edited");
        assertThat(skill.path("source").asText()).isEqualTo("clawhub:imported");
        assertThat(skill.path("folder").asText()).isEqualTo("/old/tool");
        assertThat(skill.at("/remarks/0").asText()).isEqualTo("Changed.");
    }

    @Test
    void runningImport_hasNoAnswerYet_andIsCancelledLikeOtherTasks() throws Exception {
        String task = begin("/long");

        RestTest.assertProblem(container.get(IMPORTS + "/" + task), 409, "import_running");
        assertThat(container.post("/ctos/api/v1/tasks/" + task + "/cancel", "").statusCode())
                .isEqualTo(202);
        goOn.countDown();

        assertThat(ended(task).state()).isEqualTo(Task.State.CANCELLED);
        RestTest.assertProblem(container.get(IMPORTS + "/" + task), 409, "cancelled");
    }

    @Test
    void problemsOfTheFolder_areTheTasks() throws Exception {
        String task = begin("/empty");

        assertThat(ended(task).problem().code()).isEqualTo("folder_empty");
        RestTest.assertProblem(container.get(IMPORTS + "/" + task), 422, "folder_empty");
    }

    @Test
    void whatIsNoFolder_isRefusedAtOnce() throws Exception {
        assertThat(post("{\"folder\":\"relative\"}").body()).contains("folder_invalid");
        assertThat(post("{\"folder\":\"/a\\u0000b\"}").body()).contains("folder_invalid");
        assertThat(post("{}").statusCode()).isEqualTo(400);
    }

    @Test
    void onlyTheLastImports_areRemembered() throws Exception {
        String first = begin("/old");
        ended(first);
        for (int i = 0; i < FoundInFolders.MOST; i++) {
            ended(begin("/old"));
        }

        RestTest.assertProblem(container.get(IMPORTS + "/" + first), 404, "import_unknown");
        RestTest.assertProblem(container.get(IMPORTS + "/none"), 404, "import_unknown");
    }

    @Test
    void containerWithoutItsBundle_saysSo() throws Exception {
        container.doors.unsetImports(container.doors.imports().orElseThrow());

        HttpResponse<String> answer = post("{\"folder\":\"/old\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("import_unavailable", "net.chingtech.ctos.clawhub");
    }
}
