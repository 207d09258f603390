package net.chingtech.ctos.skillhub.server.http;

import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.skillhub.server.publish.NoticeDesk;
import net.chingtech.ctos.skillhub.server.publish.Withdrawals;

/** Taking back: releases that are yanked or revoked, and keys that are followed by others or revoked. */
final class WithdrawalEndpoints {

    private static final String RELEASE = "/api/v1/skills/{id}/versions/{version}/";

    private final TokenCheck token;
    private final Withdrawals withdrawals;
    private final NoticeDesk notices;

    WithdrawalEndpoints(TokenCheck token, Withdrawals withdrawals, NoticeDesk notices) {
        this.token = token;
        this.withdrawals = withdrawals;
        this.notices = notices;
    }

    /** Why something is taken back. */
    private record Reason(String reason) {}

    List<Route> routes() {
        return List.of(
                new Route("POST", RELEASE + "yank", this::yank),
                new Route("POST", RELEASE + "unyank", this::unyank),
                new Route("POST", RELEASE + "revoke", this::revoke),
                new Route("POST", "/api/v1/notices", this::notice),
                new Route("GET", "/api/v1/notices", exchange -> exchange.json(200, notices.all())));
    }

    private void yank(Exchange exchange) throws Exception {
        token.check(exchange);
        String reason = exchange.json(Reason.class).reason();
        exchange.json(200, withdrawals.yank(exchange.skillId(), exchange.path("version"), reason));
    }

    private void unyank(Exchange exchange) throws Exception {
        token.check(exchange);
        exchange.json(200, withdrawals.unyank(exchange.skillId(), exchange.path("version")));
    }

    private void revoke(Exchange exchange) throws Exception {
        token.check(exchange);
        String reason = exchange.json(Reason.class).reason();
        exchange.json(200, withdrawals.revoke(exchange.skillId(), exchange.path("version"), reason));
    }

    private void notice(Exchange exchange) throws Exception {
        token.check(exchange);
        Envelope envelope = Envelope.read(exchange.jsonBytes());
        exchange.json(notices.take(envelope) ? 201 : 200, envelope);
    }
}
