package net.chingtech.ctos.skillhub.server.http;

import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.CapabilityQuestion;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion;
import net.chingtech.ctos.skillhub.server.answers.CapabilityAnswers;
import net.chingtech.ctos.skillhub.server.answers.SkillAnswers;
import net.chingtech.ctos.skillhub.server.answers.UpdateAnswers;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.SearchOrder;
import net.chingtech.ctos.skillhub.server.search.SkillSearch;

/** Looking: skills, their releases, updates, capabilities. */
final class SkillEndpoints {

    private static final int PER_PAGE = 20;
    private static final int MOST_PER_PAGE = 100;
    private static final int MOST_TAGS = 20;

    private final SkillAnswers skills;
    private final UpdateAnswers updates;
    private final CapabilityAnswers capabilities;

    SkillEndpoints(SkillAnswers skills, UpdateAnswers updates, CapabilityAnswers capabilities) {
        this.skills = skills;
        this.updates = updates;
        this.capabilities = capabilities;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/skills", this::search),
                new Route("GET", "/api/v1/skills/{id}", this::skill),
                new Route("GET", "/api/v1/skills/{id}/versions/{version}", this::release),
                new Route("POST", "/api/v1/updates/check", this::updates),
                new Route("POST", "/api/v1/capabilities/query", this::capabilities));
    }

    private void search(Exchange exchange) throws Refused {
        Parameters parameters = exchange.parameters();
        int perPage = parameters.number("per_page", PER_PAGE, 1, MOST_PER_PAGE);
        SkillSearch search = new SkillSearch(
                parameters.text("q", ""),
                parameters.list("tags", MOST_TAGS),
                parameters.text("category", null),
                parameters.word("tier", null, Tier::parse),
                channel(parameters),
                parameters.choice("sort", SearchOrder.RELEVANCE),
                parameters.number("page", 1, 1, SkillSearch.DEEPEST / perPage),
                perPage,
                null);
        exchange.json(200, skills.search(search));
    }

    private void skill(Exchange exchange) throws Refused {
        exchange.json(200, skills.skill(exchange.skillId(), channel(exchange.parameters())));
    }

    private void release(Exchange exchange) throws Refused {
        exchange.json(
                200,
                skills.release(
                        skills.find(exchange.skillId(), exchange.path("version"), channel(exchange.parameters()))));
    }

    private void updates(Exchange exchange) throws Exception {
        exchange.json(200, updates.check(exchange.json(UpdatesQuestion.class)));
    }

    private void capabilities(Exchange exchange) throws Exception {
        exchange.json(200, capabilities.query(exchange.json(CapabilityQuestion.class)));
    }

    static Channel channel(Parameters parameters) throws Refused {
        return parameters.word("channel", Channel.STABLE, Channel::parse);
    }
}
