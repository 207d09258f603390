package net.chingtech.ctos.clawhub.client;

import java.io.IOException;
import java.nio.file.Path;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.HubClient;
import net.chingtech.ctos.http.HubFailure;
import net.chingtech.ctos.http.SavedFile;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;

/** Keeps a download that is a ZIP. A skill that lies on GitHub is answered with JSON about where, which is not followed. */
final class ZipReader implements HubClient.Reader<Long> {

    private static final int LARGEST_HANDOFF = 64 * 1024;
    private static final int LONGEST = 200;

    private final HubAddress hub;
    private final String what;
    private final SavedFile file;

    ZipReader(HubAddress hub, String what, Path target, long most) {
        this.hub = hub;
        this.what = what;
        this.file = new SavedFile(hub, target, most);
    }

    @Override
    public Long read(ClassicHttpResponse response) throws IOException, HubFailure, ProvisioningException {
        ContentType type = response.getEntity() == null
                ? null
                : ContentType.parseLenient(response.getEntity().getContentType());
        String mime = type == null ? "" : type.getMimeType();
        if (mime.equalsIgnoreCase("application/json")) {
            throw new ProvisioningException(onGitHub(response));
        }
        if (!mime.equalsIgnoreCase("application/zip") && !mime.equalsIgnoreCase("application/octet-stream")) {
            throw new ProvisioningException(new Problem(
                    502,
                    "source_answer_invalid",
                    "ClawHub at " + hub + " sent no ZIP for " + what + ", but "
                            + (mime.isEmpty() ? "something without a type" : PlainText.line(mime, LONGEST)) + ".",
                    "Check that the address is that of a ClawHub; if it is, tell who runs it."));
        }
        return file.read(response);
    }

    private Problem onGitHub(ClassicHttpResponse response) throws IOException {
        try {
            var handoff = Json.readTree(response.getEntity().getContent().readNBytes(LARGEST_HANDOFF));
            return InstallWords.onGitHub(what, handoff.path("repo").asText(""));
        } catch (FormatException e) {
            // Whatever it is: no ZIP.
            return InstallWords.onGitHub(what, "");
        }
    }
}
