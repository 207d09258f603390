package org.example.good;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;

@Component
public final class GoodHealth implements HealthCheck {
    @Override
    public Result execute() {
        return new Result(Result.Status.OK, "all well");
    }
}
