package net.chingtech.ctos.http;

import java.io.IOException;
import java.io.InputStream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** Reads an answer of JSON, up to 4 MiB or less, and asks whether it has what it must have. */
public final class JsonReader<T> implements HubClient.Reader<T> {

    private static final int LARGEST = 4 * 1024 * 1024;

    private final Problems problems;
    private final Class<T> type;
    private final int largest;
    private final Check<T> check;

    /** Says what is missing in a value, or null. */
    public interface Check<T> {
        String missing(T value);
    }

    public JsonReader(HubAddress hub, Class<T> type, Check<T> check) {
        this(hub, type, LARGEST, check);
    }

    /** @param largest how many bytes the answer may have, where less than usual is enough */
    public JsonReader(HubAddress hub, Class<T> type, int largest, Check<T> check) {
        this.largest = largest;
        this.problems = new Problems(hub);
        this.type = type;
        this.check = check;
    }

    @Override
    public T read(ClassicHttpResponse response) throws IOException, HubFailure {
        if (response.getEntity() == null) {
            throw invalid("it is empty");
        }
        try {
            InputStream body = response.getEntity().getContent();
            byte[] json = body.readNBytes(largest + 1);
            if (json.length > largest) {
                throw invalid("it is larger than " + largest + " bytes");
            }
            T value = Json.read(json, type);
            String missing = check.missing(value);
            if (missing != null) {
                throw invalid(missing + " is missing");
            }
            return value;
        } catch (FormatException e) {
            throw invalid(e.violations().get(0).toString());
        }
    }

    private HubFailure invalid(String why) {
        return HubFailure.lasting(problems.invalid(why), null);
    }
}
