package net.chingtech.ctos.skillhub.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skillhub.server.answers.Links;
import net.chingtech.ctos.skillhub.server.answers.SkillAnswers;
import net.chingtech.ctos.skillhub.server.publish.Limits;
import net.chingtech.ctos.skillhub.server.publish.Publishing;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.store.Artifacts;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.Upload;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/** The publish door: a token, a JAR and its statement. */
final class PublishEndpoint {

    private static final String FORM = "multipart/form-data";
    private static final int HEADERS = 8 * 1024;
    private static final long LARGEST = Limits.ARTIFACT + Limits.STATEMENT + 4L * HEADERS;
    private static final int AT_ONCE = 4;
    private static final int LONGEST_WAIT_IN_SECONDS = 10;

    private final TokenCheck token;
    private final Publishing publishing;
    private final SkillAnswers skills;
    private final Artifacts artifacts;
    private final Metrics metrics;
    /** Verifying takes memory and a core; more than a few at once would only be slower. */
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    PublishEndpoint(
            TokenCheck token, Publishing publishing, SkillAnswers skills, Artifacts artifacts, Metrics metrics) {
        this.token = token;
        this.publishing = publishing;
        this.skills = skills;
        this.artifacts = artifacts;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/api/v1/skills", this::publish));
    }

    private void publish(Exchange exchange) throws Exception {
        // 1. What can be said before the body is read.
        Request request = exchange.request();
        if (request.getLength() > LARGEST) {
            throw Refusals.tooLarge("artifact_too_large", "The artifact", Limits.ARTIFACT);
        }
        token.check(exchange);
        String contentType = exchange.requestHeader(HttpHeader.CONTENT_TYPE);
        if (contentType == null || !contentType.startsWith(FORM)) {
            throw new Refused(new Problem(
                    415,
                    "media_type_unsupported",
                    "The body must be " + FORM + ".",
                    "Send the parts artifact and statement as " + FORM + "."));
        }
        // 2. The rest, a few at a time.
        if (!places.tryAcquire(LONGEST_WAIT_IN_SECONDS, TimeUnit.SECONDS)) {
            exchange.header("Retry-After", String.valueOf(LONGEST_WAIT_IN_SECONDS));
            throw new Refused(Problems.ofStatus(503));
        }
        Publishing.Published published;
        try (Upload upload = artifacts.upload();
                MultiPartFormData.Parts parts = parts(exchange, contentType, upload)) {
            published = publish(parts, upload);
        } finally {
            places.release();
        }
        // 3. The answer, once nothing of the upload is left.
        metrics.published();
        exchange.header("Location", Links.release(published.release().manifest()));
        exchange.json(published.isNew() ? 201 : 200, skills.release(published.release()));
    }

    private static MultiPartFormData.Parts parts(Exchange exchange, String contentType, Upload upload)
            throws Refused, InterruptedException {
        MultiPartConfig config = new MultiPartConfig.Builder()
                .location(upload.folder())
                .maxParts(2)
                .maxSize(LARGEST)
                .maxPartSize(Limits.ARTIFACT)
                .maxMemoryPartSize(0)
                .maxHeadersSize(HEADERS)
                .build();
        CompletableFuture<MultiPartFormData.Parts> future = new CompletableFuture<>();
        // BLOCKING: parsing writes files, which is no work for the thread that serves all connections.
        MultiPartFormData.onParts(
                exchange.request(),
                exchange.request(),
                contentType,
                config,
                Promise.Invocable.from(
                        Invocable.InvocationType.BLOCKING, future::complete, future::completeExceptionally));
        try {
            return future.get();
        } catch (ExecutionException e) {
            // Jetty closes the connection of a body that it could not parse, and does not say so by itself.
            exchange.header("Connection", "close");
            String why = String.valueOf(e.getCause().getMessage());
            if (e.getCause() instanceof IllegalStateException && why.contains("exceeded")) {
                throw Refusals.tooLarge("artifact_too_large", "The artifact", Limits.ARTIFACT);
            }
            if (e.getCause() instanceof FileSystemException || why.contains("No space left")) {
                throw new StoreFailed("writing an upload failed", e.getCause());
            }
            throw new Refused(
                    new Problem(
                            400,
                            "multipart_malformed",
                            "The body is cut off or not " + FORM + ".",
                            "Send exactly two parts, artifact and statement, again."),
                    e);
        }
    }

    private Publishing.Published publish(MultiPartFormData.Parts parts, Upload upload) throws IOException, Refused {
        MultiPart.Part artifact = part(parts, "artifact");
        MultiPart.Part statement = part(parts, "statement");
        if (statement.getLength() > Limits.STATEMENT) {
            throw Refusals.tooLarge("statement_too_large", "The statement", Limits.STATEMENT);
        }
        Path file = upload.folder().resolve("artifact.jar");
        artifact.writeTo(file);
        try (InputStream in = Content.Source.asInputStream(statement.createContentSource())) {
            return publishing.publish(file, in.readAllBytes());
        }
    }

    private static MultiPart.Part part(MultiPartFormData.Parts parts, String name) throws Refused {
        List<MultiPart.Part> found = parts.getAll(name);
        if (found.size() != 1) {
            throw new Refused(new Problem(
                    400,
                    "part_missing",
                    "The part " + name + " is there " + found.size() + " times.",
                    "Send exactly two parts, artifact and statement."));
        }
        return found.get(0);
    }
}
