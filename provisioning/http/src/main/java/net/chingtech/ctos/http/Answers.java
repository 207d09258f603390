package net.chingtech.ctos.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.http.Refusals.Refused;
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
        if (status >= 300 && status < 400 && question.staysAtHub()) {
            String what = question.metadata() ? "metadata is taken from" : "what holds a secret goes to";
            throw HubFailure.lasting(problems.redirect(what + " the hub itself only"), null);
        }
        if (status < 400) {
            throw HubFailure.lasting(problems.invalid("HTTP " + status), null);
        }
        boolean passes = status == 429 || status >= 500;
        Header header = response.getFirstHeader("Retry-After");
        Duration retryAfter = passes ? retry.retryAfter(header == null ? null : header.getValue()) : null;
        byte[] body = question.refusals() == Refusals.NONE && passes ? new byte[0] : body(response);
        Optional<Problem> explained =
                question.refusals().explain(new Refused(status, new String(body, StandardCharsets.UTF_8), retryAfter));
        if (passes) {
            throw HubFailure.passing(explained.orElseGet(() -> problems.busy(status, retryAfter)), retryAfter, null);
        }
        throw HubFailure.lasting(explained.orElseGet(() -> refused(status, read(body), question)), null);
    }

    private Problem refused(int status, Problem said, Question question) {
        return status == 404 || status == 410
                ? missing(said, question.missing())
                : problems.refused(status, said.detail());
    }

    private static byte[] body(ClassicHttpResponse response) throws IOException {
        return response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(LARGEST_PROBLEM);
    }

    /** The hub may know better which of the two is unknown, skill or version; its words are its own. */
    private static Problem missing(Problem said, Problem expected) {
        return UNDERSTOOD.contains(said.code()) && !said.code().equals(expected.code())
                ? new Problem(404, said.code(), said.detail(), expected.nextStep())
                : expected;
    }

    /** What the hub said, without what could disturb a terminal or a page. */
    private static Problem read(byte[] body) {
        try {
            Problem said = Json.read(body, Problem.class);
            String detail = said.detail() == null ? "" : said.detail().replaceAll("\\p{C}", " ");
            return new Problem(
                    0,
                    String.valueOf(said.code()),
                    detail.length() > LONGEST_TEXT ? detail.substring(0, LONGEST_TEXT) + "…" : detail,
                    "");
        } catch (FormatException e) {
            // Not a problem document: the status says enough.
            return new Problem(0, "", "", "");
        }
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
