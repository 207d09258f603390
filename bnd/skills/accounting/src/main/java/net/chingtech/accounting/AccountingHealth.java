package net.chingtech.accounting;

import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.ToolException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the invoices can be read. */
@Component(service = HealthCheck.class, property = HealthCheck.NAME + "=Accounting: invoices can be read")
public final class AccountingHealth implements HealthCheck {

    private final Invoices invoices;

    @Activate
    public AccountingHealth(@Reference Data data) {
        invoices = new Invoices(data);
    }

    @Override
    public Result execute() {
        try {
            return new Result(Result.Status.OK, invoices.count() + " invoices.");
        } catch (ToolException e) {
            return new Result(
                    Result.Status.CRITICAL, "The invoices cannot be read (" + e.code() + "): " + e.getMessage());
        }
    }
}
