package net.chingtech.ctos.skillhub.server.http;

import java.util.List;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.skillhub.server.publish.MapDesk;

/** Which skill follows which legacy skill: for people here, for containers among the signed lists. */
final class MapEndpoints {

    private static final String PATH = "/api/v1/" + SkillMap.NAME;

    private final TokenCheck token;
    private final MapDesk maps;

    MapEndpoints(TokenCheck token, MapDesk maps) {
        this.token = token;
        this.maps = maps;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", PATH, exchange -> {
                    exchange.header("Cache-Control", "no-cache");
                    exchange.bytes(200, "application/json", maps.file());
                }),
                new Route("PUT", PATH, exchange -> {
                    token.check(exchange);
                    byte[] content = exchange.jsonBytes();
                    exchange.bytes(maps.take(content) ? 201 : 200, "application/json", content);
                }));
    }
}
