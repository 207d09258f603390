package net.chingtech.ctos.skill.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;

/** A world outside that answers as a test says, without any network; what was not said is denied. */
public final class ScriptedHttp implements Http {

    /** What comes back for one request. */
    private interface Answer {
        HttpReply get() throws ToolException;
    }

    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<HttpAsk> asked = Collections.synchronizedList(new ArrayList<>());

    /**
     * Answers a request; several answers to the same request come one after the other, the last one again and again.
     *
     * @param request method and address, such as {@code GET https://api.example/rates}
     * @param body a text, sent as JSON
     */
    public ScriptedHttp on(String request, int status, String body) {
        return on(
                request,
                new HttpReply(
                        status,
                        Map.of("content-type", List.of("application/json")),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    /** As {@link #on(String, int, String)}, with headers and a body of any kind. */
    public ScriptedHttp on(String request, HttpReply reply) {
        return add(request, () -> reply);
    }

    /** Fails as a container does, with a code such as {@code network_timeout}. */
    public ScriptedHttp fail(String request, String code) {
        return add(request, () -> {
            throw new ToolException(code, request + " was told to fail with " + code);
        });
    }

    private synchronized ScriptedHttp add(String request, Answer answer) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    @Override
    public HttpReply send(HttpAsk ask) throws ToolException {
        asked.add(ask);
        return next(ask.method() + " " + ask.uri()).get();
    }

    private synchronized Answer next(String request) throws ToolException {
        Deque<Answer> told = answers.get(request);
        if (told == null) {
            throw new ToolException("network_denied", "No test said what answers " + request + ".");
        }
        return told.size() > 1 ? told.remove() : told.element();
    }

    /** What was sent, oldest first. */
    public List<HttpAsk> asked() {
        return List.copyOf(asked);
    }
}
