package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.provisioning.ReleaseFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers wrote and drew, as the container hands it on. */
class DescribedRestTest {

    private static final String STUDIO = "/ctos/api/v1/catalogue/" + SampleDetail.STUDIO;

    private TestContainer container;

    @BeforeEach
    void start() throws Exception {
        container = new TestContainer().ready();
        SampleDetail.addTo(container.skills);
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void skill_hasItsDescriptionAsItWasWritten_andCleaned() throws Exception {
        JsonNode skill = json(container.get(STUDIO));

        assertThat(skill.path("page").path("description").asText()).isEqualTo(SampleDetail.ABOUT);
        assertThat(skill.path("description_html").asText())
                .contains("<h5>What it draws</h5>", "(elsewhere.example)</a>");
        assertThat(skill.path("source").asText()).isNotEmpty();
    }

    @Test
    void release_hasItsNotesAsTheyWereWritten_andCleaned() throws Exception {
        container.skills.notes.put(SampleDetail.STUDIO, "**new** <script>alert(1)</script>");
        JsonNode release = json(container.get(STUDIO + "/versions/2.1.0"));

        assertThat(release.path("release_notes").asText()).contains("<script>");
        assertThat(release.path("release_notes_html").asText().strip()).isEqualTo("<p><strong>new</strong> </p>");
        assertThat(release.path("manifest").path("version").asText()).isEqualTo("2.1.0");
    }

    @Test
    void picture_isSentAsWhatItsBytesAre_fencedIn() throws Exception {
        byte[] drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);
        container.skills.files.put("screenshots/1.png", new ReleaseFile("image/png", drawing));
        HttpResponse<String> picture = container.get(STUDIO + "/files/2.1.0/screenshots/1.png");

        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(picture.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none';")
                .endsWith("sandbox");
    }

    @Test
    void whatIsNoPicture_isNotThere_whateverItSaysThatItIs() throws Exception {
        container.skills.files.put(
                "screenshots/1.png",
                new ReleaseFile("image/png", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)));

        RestTest.assertProblem(container.get(STUDIO + "/files/2.1.0/screenshots/1.png"), 404, "not_found");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
