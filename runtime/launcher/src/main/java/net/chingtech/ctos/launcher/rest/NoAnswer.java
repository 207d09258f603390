package net.chingtech.ctos.launcher.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** What is said when the container does not answer a request, or does so no more. */
final class NoAnswer {

    private static final String LOG = "See its log with ./ctos logs";

    private NoAnswer() {}

    /**
     * Why there is no answer.
     *
     * @param base where it was asked for
     * @param heard whether the container answered an earlier request
     * @return {@code container_ended}, or {@code container_unreachable} when it may still be there or never was
     */
    static CommandFailed of(String base, boolean heard, Exception e) {
        Exception cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
        if (cause instanceof HttpTimeoutException) {
            return unreachable("the container at " + base + " does not answer in time", e);
        }
        if (cause instanceof ConnectException && !heard) {
            return unreachable("nothing answers at " + base, e);
        }
        return cause instanceof IOException
                ? ended(e)
                : unreachable("the container at " + base + " does not answer as it should: " + cause, e);
    }

    /** A connection that breaks, and an answer that the REST door has not given, are the end of a container. */
    static CommandFailed ended(Exception cause) {
        return new CommandFailed(
                "container_ended",
                "the container ended while it worked on this; a change that was under way is finished or undone at its"
                        + " next start",
                "Start it with ./ctos run, then look at ./ctos alerts",
                cause);
    }

    private static CommandFailed unreachable(String detail, Exception cause) {
        return new CommandFailed("container_unreachable", detail, LOG, cause);
    }
}
