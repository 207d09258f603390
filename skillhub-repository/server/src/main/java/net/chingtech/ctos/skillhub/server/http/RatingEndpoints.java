package net.chingtech.ctos.skillhub.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.skillhub.server.publish.RatingDesk;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import org.eclipse.jetty.http.HttpHeader;

/** Rating skills. Who rates is known by a secret that it made itself; what is kept of it is its SHA-256. */
final class RatingEndpoints {

    private static final String PATH = "/api/v1/skills/{id}/rating";
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S+) *");

    /** 256 bits at least, in base64url; so nobody guesses another's, and a plain SHA-256 of it tells nothing. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43,128}");

    private final RatingDesk desk;
    private final Callers callers;

    RatingEndpoints(RatingDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    List<Route> routes() {
        return List.of(new Route("PUT", PATH, this::rate), new Route("DELETE", PATH, this::takeBack));
    }

    private void rate(Exchange exchange) throws Exception {
        String rater = rater(exchange);
        SkillId id = exchange.skillId();
        int stars = stars(exchange.json(JsonNode.class));
        exchange.json(200, desk.rate(id, rater, stars, callers.networks(exchange)));
    }

    private void takeBack(Exchange exchange) throws Refused {
        exchange.json(200, desk.takeBack(exchange.skillId(), rater(exchange)));
    }

    private static int stars(JsonNode body) throws Refused {
        JsonNode stars = body.path("stars");
        if (!stars.isIntegralNumber()
                || !stars.canConvertToInt()
                || stars.intValue() < SkillRating.FEWEST
                || stars.intValue() > SkillRating.MOST) {
            throw new Refused(new Problem(
                    400,
                    "stars_invalid",
                    "A rating is a whole number of stars from " + SkillRating.FEWEST + " to " + SkillRating.MOST + ".",
                    "Send {\"stars\": 4}; DELETE takes a rating back."));
        }
        return stars.intValue();
    }

    private static String rater(Exchange exchange) throws Refused {
        String presented = exchange.requestHeader(HttpHeader.AUTHORIZATION);
        var bearer = BEARER.matcher(presented == null ? "" : presented);
        boolean given = bearer.matches();
        if (given && SECRET.matcher(bearer.group(1)).matches()) {
            return Digests.sha256Hex(bearer.group(1).getBytes(StandardCharsets.US_ASCII));
        }
        exchange.header("WWW-Authenticate", "Bearer realm=\"skillhub rating\"");
        throw new Refused(new Problem(
                401,
                given ? "rater_secret_invalid" : "rater_secret_missing",
                given ? "This cannot be a rater's secret." : "Rating needs a secret that tells raters apart.",
                "Make 32 random bytes once, and send them each time in base64url without padding: Authorization: Bearer"
                        + " SECRET."));
    }
}
