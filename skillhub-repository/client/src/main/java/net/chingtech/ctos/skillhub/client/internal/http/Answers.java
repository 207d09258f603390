package net.chingtech.ctos.skillhub.client.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;

/** Tells what an answer that is not the one we wanted means. */
final class Answers {

    private static final int LARGEST_PROBLEM = 64 * 1024;
    private static final int LONGEST_TEXT = 300;
    private static final Set<String> UNDERSTOOD = Set.of("skill_unknown", "version_unknown");

    private final Problems problems;
    private final RetryPolicy retry;

    Answers(Problems problems, RetryPolicy retry) {
        this.problems = problems;
        this.retry = retry;
    }

    void requireOk(ClassicHttpResponse response, Question question) throws HubFailure, IOException {
        int status = response.getCode();
        if (status == 200) {
            return;
        }
        if (status == 429 || status >= 500) {
            Header header = response.getFirstHeader("Retry-After");
            Duration retryAfter = retry.retryAfter(header == null ? null : header.getValue());
            throw HubFailure.passing(problems.busy(status, retryAfter), retryAfter, null);
        }
        if (status < 400) {
            throw HubFailure.lasting(problems.invalid("HTTP " + status), null);
        }
        Problem said = read(response);
        if (status == 404 || status == 410) {
            throw HubFailure.lasting(missing(said, question.missing()), null);
        }
        throw HubFailure.lasting(problems.refused(status, said.detail()), null);
    }

    /** The hub may know better which of the two is unknown, skill or version; its words are its own. */
    private static Problem missing(Problem said, Problem expected) {
        return UNDERSTOOD.contains(said.code()) && !said.code().equals(expected.code())
                ? new Problem(404, said.code(), said.detail(), expected.nextStep())
                : expected;
    }

    /** What the hub said, without what could disturb a terminal or a page. */
    private static Problem read(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() != null) {
            try {
                InputStream body = response.getEntity().getContent();
                Problem said = Json.read(body.readNBytes(LARGEST_PROBLEM), Problem.class);
                String detail = said.detail() == null ? "" : said.detail().replaceAll("\\p{C}", " ");
                return new Problem(
                        0,
                        String.valueOf(said.code()),
                        detail.length() > LONGEST_TEXT ? detail.substring(0, LONGEST_TEXT) + "…" : detail,
                        "");
            } catch (FormatException e) {
                // Not a problem document: the status says enough.
            }
        }
        return new Problem(0, "", "", "");
    }

    HubFailure failed(IOException e, boolean tookTooLong) {
        if (tookTooLong) {
            return HubFailure.lasting(problems.unreachable("it took too long"), e);
        }
        if (e.getCause() instanceof RedirectException redirect) {
            return HubFailure.lasting(problems.redirect(redirect.getMessage()), e);
        }
        if (e.getCause() instanceof HttpException) {
            return HubFailure.lasting(problems.invalid("it is not proper HTTP"), e);
        }
        if (e instanceof ConnectTimeoutException || e instanceof NoRouteToHostException) {
            return HubFailure.notConnected(problems.unreachable("no connection within 5 s"), e);
        }
        if (e instanceof ConnectException) {
            return HubFailure.notConnected(problems.unreachable("the connection was refused"), e);
        }
        if (e instanceof UnknownHostException) {
            return HubFailure.notConnected(problems.unreachable("its name is unknown"), e);
        }
        if (e instanceof SSLException) {
            return HubFailure.lasting(problems.unreachable("no secure connection (" + e.getMessage() + ")"), e);
        }
        if (e instanceof SocketTimeoutException) {
            return HubFailure.passing(problems.unreachable("silence for 15 s"), null, e);
        }
        return HubFailure.passing(problems.unreachable("the connection broke"), null, e);
    }
}
