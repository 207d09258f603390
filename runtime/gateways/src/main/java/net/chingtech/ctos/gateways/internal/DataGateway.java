package net.chingtech.ctos.gateways.internal;

import java.util.List;
import net.chingtech.ctos.gateways.internal.data.CappedRun;
import net.chingtech.ctos.gateways.internal.data.SkillDatabase;
import net.chingtech.ctos.gateways.internal.data.Transaction;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The company's data, as one skill's own user in the database. */
@Component(service = Data.class, scope = ServiceScope.BUNDLE)
public final class DataGateway implements Data {

    private static final Logger LOG = LoggerFactory.getLogger(DataGateway.class);

    private final SkillDatabase database;

    @Activate
    public DataGateway(@Reference AdmissionDesk desk, ComponentContext context) {
        this(desk.of(context.getUsingBundle()));
    }

    DataGateway(Admitted skill) {
        database = skill.database()
                .orElseThrow(() -> new IllegalStateException(
                        "no data was granted to " + skill.skill().id()));
    }

    @Override
    public List<Row> query(String sql, Object... parameters) throws ToolException {
        Privileged.check(Data.class, "data_denied");
        return Privileged.call(() -> database.query(new CappedRun(sql, parameters)));
    }

    @Override
    public int update(String sql, Object... parameters) throws ToolException {
        Privileged.check(Data.class, "data_denied");
        refuseWhenReadOnly();
        return Privileged.call(() -> database.update(new CappedRun(sql, parameters)));
    }

    @Override
    public <T> T inTransaction(Work<T> work) throws ToolException {
        Privileged.check(Data.class, "data_denied");
        Transaction transaction = Privileged.call(database::begin);
        T result;
        try {
            // The skill's own work, with the skill's own rights.
            result = work.with(new InTransaction(transaction));
        } catch (Throwable e) {
            takeBack(transaction);
            throw e;
        }
        Privileged.call(() -> {
            transaction.commit();
            return null;
        });
        return result;
    }

    private static void takeBack(Transaction transaction) {
        Privileged.run(() -> {
            try {
                transaction.rollback();
            } catch (ToolException e) {
                // What the work threw is what the skill must see; the transaction also ends by itself.
                LOG.warn("A transaction of a skill could not be taken back at once", e);
            }
            return null;
        });
    }

    private void refuseWhenReadOnly() throws ToolException {
        if (!database.isWritable()) {
            throw new ToolException("data_denied", "This skill was granted to read data, not to change it.");
        }
    }

    private final class InTransaction implements Data {

        private final Transaction transaction;

        InTransaction(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public List<Row> query(String sql, Object... parameters) throws ToolException {
            Privileged.check(Data.class, "data_denied");
            return Privileged.call(() -> transaction.query(new CappedRun(sql, parameters)));
        }

        @Override
        public int update(String sql, Object... parameters) throws ToolException {
            Privileged.check(Data.class, "data_denied");
            refuseWhenReadOnly();
            return Privileged.call(() -> transaction.update(new CappedRun(sql, parameters)));
        }

        /** Joins the transaction that is open. */
        @Override
        public <T> T inTransaction(Work<T> work) throws ToolException {
            return work.with(this);
        }
    }
}
