package net.chingtech.ctos.http;

import java.time.Duration;
import net.chingtech.ctos.format.Problem;

/** What can go wrong between us and a hub, in words, with the next thing to do. */
final class Problems {

    private static final String STILL_WORKS =
            "Installed skills keep running and can be called. Start the hub or check the network, then try again.";

    private final HubAddress hub;

    Problems(HubAddress hub) {
        this.hub = hub;
    }

    Problem unreachable(String why) {
        return new Problem(
                503, "source_unreachable", hub.kind() + " at " + hub + " does not answer: " + why + ".", STILL_WORKS);
    }

    Problem busy(int status, Duration retryAfter) {
        String again = retryAfter == null ? "" : " It asks to be left alone for " + retryAfter.toSeconds() + " s.";
        return new Problem(
                503,
                "source_unreachable",
                hub.kind() + " at " + hub + " answers with HTTP " + status + "." + again,
                STILL_WORKS);
    }

    Problem refused(int status, String said) {
        return new Problem(
                502,
                "source_refused",
                hub.kind() + " at " + hub + " refused the request with HTTP " + status
                        + (said.isEmpty() ? "." : ": " + said),
                "If the container and the hub are of different versions, update the older one.");
    }

    Problem invalid(String why) {
        return new Problem(
                502,
                "source_answer_invalid",
                hub.kind() + " at " + hub + " gave an answer that cannot be used: " + why + ".",
                "Check that the address is that of a " + hub.kind() + "; if it is, tell who runs it.");
    }

    Problem redirect(String why) {
        return new Problem(
                502,
                "source_redirect_refused",
                hub.kind() + " at " + hub + " sends us where we do not go: " + why + ".",
                "Tell who runs the hub. Redirects may lead to https only, from https never to http, at most 5 in a row.");
    }

    /** @param of how many there should have been; -1 when nobody said */
    Problem cutOff(long bytes, long of) {
        return new Problem(
                503,
                "download_cut_off",
                "The download ended after " + bytes + (of < 0 ? "" : " of " + of) + " bytes.",
                "Nothing was installed. Check the network and try again.");
    }

    Problem tooSlow(long bytes) {
        return new Problem(
                503,
                "download_cut_off",
                "The download was given up after " + bytes + " bytes: " + hub.kind() + " at " + hub
                        + " sends them too slowly.",
                "Nothing was installed. Check the network and try again.");
    }

    Problem wrongContent(String why) {
        return new Problem(
                502,
                "digest_mismatch",
                "What " + hub.kind() + " at " + hub + " sent is not what the publisher signed: " + why + ".",
                "Nothing was installed. Do not install this release from this hub; tell the publisher.");
    }

    Problem diskFull(String file) {
        return new Problem(
                507,
                "disk_full",
                "The disk is full: " + file + " could not be written.",
                "Nothing was installed and the partial file was removed. Make room and try again.");
    }

    Problem notWritten(String file, String why) {
        return new Problem(
                500,
                "staging_failed",
                "The file " + file + " could not be written: " + why + ".",
                "Nothing was installed. Check that the container's home can be written, then try again.");
    }

    Problem tooLarge(int limit) {
        return new Problem(
                502,
                "file_too_large",
                hub.kind() + " at " + hub + " sent a picture of more than " + limit + " bytes.",
                "It is not shown; everything else of the skill is. Tell the publisher.");
    }

    Problem fileTooLarge(long limit) {
        return new Problem(
                502,
                "file_too_large",
                hub.kind() + " at " + hub + " sent a file of more than " + limit + " bytes.",
                "Nothing was installed. Tell who published it.");
    }

    Problem metadataTooLarge(String path, long limit) {
        return new Problem(
                502,
                MetadataReader.TOO_LARGE,
                hub.kind() + " at " + hub + " sent more than the " + limit + " bytes that " + path + " may have.",
                "Tell who runs the hub. Installed skills keep running.");
    }

    static Problem cancelled() {
        return new Problem(409, "cancelled", "The action was cancelled.", "Start it again when you want it.");
    }
}
