package net.chingtech.ctos.http;

import java.io.IOException;
import java.io.InputStream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Reads an answer of JSON, up to 4 MiB or less, and asks whether it has what it must have. Of how many parts it is made is
 * counted before anything is made of it: whoever answers is a stranger, and several answer at once.
 */
public final class JsonReader<T> implements HubClient.Reader<T> {

    private static final int LARGEST = 4 * 1024 * 1024;

    /** Of brackets, colons and commas; a page of a hundred skills has some 6,000. */
    private static final int MOST_PARTS = 100_000;

    /** One long text takes seven times its length while it is read, so the answers of many hubs wait for each other. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Problems problems;
    private final Class<T> type;
    private final int largest;
    private final int mostParts;
    private final Check<T> check;

    /** Says what is missing in a value, or null. */
    public interface Check<T> {
        String missing(T value);
    }

    public JsonReader(HubAddress hub, Class<T> type, Check<T> check) {
        this(hub, type, LARGEST, check);
    }

    /** For an answer to many questions at once: up to 4 MiB, with so many brackets, colons and commas. */
    public static <T> JsonReader<T> ofMany(HubAddress hub, Class<T> type, int mostParts, Check<T> check) {
        return new JsonReader<>(hub, type, LARGEST, mostParts, check);
    }

    /** @param largest how many bytes the answer may have, where less than usual is enough */
    public JsonReader(HubAddress hub, Class<T> type, int largest, Check<T> check) {
        this(hub, type, largest, MOST_PARTS, check);
    }

    private JsonReader(HubAddress hub, Class<T> type, int largest, int mostParts, Check<T> check) {
        this.largest = largest;
        this.mostParts = mostParts;
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
            T value = read(json);
            String missing = check.missing(value);
            if (missing != null) {
                throw invalid(missing + " is missing");
            }
            return value;
        } catch (FormatException e) {
            throw invalid(e.violations().get(0).toString());
        }
    }

    private T read(byte[] json) throws FormatException {
        synchronized (ONE_AT_A_TIME) {
            return Json.read(json, type, mostParts);
        }
    }

    private HubFailure invalid(String why) {
        return HubFailure.lasting(problems.invalid(why), null);
    }
}
