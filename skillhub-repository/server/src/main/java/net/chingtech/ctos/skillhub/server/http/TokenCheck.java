package net.chingtech.ctos.skillhub.server.http;

import java.io.IOException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skillhub.server.publish.PublishToken;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import org.eclipse.jetty.http.HttpHeader;

/** Lets only those through who have the publish token. */
final class TokenCheck {

    private static final String SCHEME = "Bearer ";

    private final PublishToken token;

    TokenCheck(PublishToken token) {
        this.token = token;
    }

    void check(Exchange exchange) throws IOException, Refused {
        String presented = exchange.requestHeader(HttpHeader.AUTHORIZATION);
        boolean bearer = presented != null && presented.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (bearer && token.is(presented.substring(SCHEME.length()).strip())) {
            return;
        }
        String error = bearer ? ", error=\"invalid_token\"" : "";
        exchange.header("WWW-Authenticate", "Bearer realm=\"skillhub publish\"" + error);
        throw new Refused(new Problem(
                401,
                bearer ? "publish_token_wrong" : "publish_token_missing",
                bearer ? "This is not the hub's publish token." : "Publishing needs the hub's publish token.",
                "Send the header Authorization: Bearer TOKEN with the token of the hub's publish-token file."));
    }
}
