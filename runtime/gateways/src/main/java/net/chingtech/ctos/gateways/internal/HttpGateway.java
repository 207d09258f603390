package net.chingtech.ctos.gateways.internal;

import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The world outside, as far as one skill was granted. */
@Component(service = Http.class, scope = ServiceScope.BUNDLE)
public final class HttpGateway implements Http {

    private final Admitted skill;

    @Activate
    public HttpGateway(@Reference AdmissionDesk desk, ComponentContext context) {
        this(desk.of(context.getUsingBundle()));
    }

    HttpGateway(Admitted skill) {
        this.skill = skill;
    }

    @Override
    public HttpReply send(HttpAsk ask) throws ToolException {
        Privileged.check(Http.class, "network_denied");
        return Privileged.call(() -> skill.network().send(ask));
    }
}
