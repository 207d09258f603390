package net.chingtech.crm;

import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.ToolException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the customers can be read. */
@Component(service = HealthCheck.class, property = HealthCheck.NAME + "=CRM: customers can be read")
public final class CrmHealth implements HealthCheck {

    private final Customers customers;

    @Activate
    public CrmHealth(@Reference Data data) {
        customers = new Customers(data);
    }

    @Override
    public Result execute() {
        try {
            long count = customers.count();
            return count == 0
                    ? new Result(Result.Status.WARN, "There are no customers yet.")
                    : new Result(Result.Status.OK, count + " customers.");
        } catch (ToolException e) {
            return new Result(
                    Result.Status.CRITICAL, "The customers cannot be read (" + e.code() + "): " + e.getMessage());
        }
    }
}
