package net.chingtech.ctos.provisioning.agent.journal;

import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;

/** Puts a digest over all lines so far at the end of each, so that a line that was changed, or is missing, is found. */
final class Chain {

    private static final String MARK = ",\"check\":\"";

    private static final int DIGITS = 32;

    private String last = "";

    /** The line for a value, with its digest and a line end. */
    byte[] seal(Object value) {
        String json = new String(Json.write(value), StandardCharsets.UTF_8);
        String body = json.substring(0, json.length() - 1);
        last = digest(body);
        return (body + MARK + last + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The JSON of a line without its line end; null when it is not what was written. */
    String open(String line) {
        int mark = line.lastIndexOf(MARK);
        if (mark < 0) {
            return null;
        }
        String body = line.substring(0, mark);
        String digest = digest(body);
        if (!line.equals(body + MARK + digest + "\"}")) {
            return null;
        }
        last = digest;
        return body + "}";
    }

    /** Where the chain stands, to be gone back to when a line was not written. */
    String mark() {
        return last;
    }

    void reset(String mark) {
        last = mark;
    }

    private String digest(String body) {
        return Digests.sha256Hex((last + body).getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
