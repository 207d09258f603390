package net.chingtech.ctos.gateways.internal;

import java.util.List;
import net.chingtech.ctos.gateways.DataDoor;
import net.chingtech.ctos.gateways.OpenTransaction;
import net.chingtech.ctos.gateways.internal.data.CappedRun;
import net.chingtech.ctos.gateways.internal.data.DataDenied;
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
public final class DataGateway implements DataDoor {

    private static final Logger LOG = LoggerFactory.getLogger(DataGateway.class);

    private final Admitted skill;

    @Activate
    public DataGateway(@Reference AdmissionDesk desk, ComponentContext context) {
        this(desk.of(context.getUsingBundle()));
    }

    DataGateway(Admitted skill) {
        this.skill = skill;
    }

    @Override
    public List<Row> query(String sql, Object... parameters) throws ToolException {
        Privileged.check(Data.class, "data_denied");
        return act(false, () -> skill.database().query(new CappedRun(sql, parameters)));
    }

    @Override
    public int update(String sql, Object... parameters) throws ToolException {
        Privileged.check(Data.class, "data_denied");
        return act(true, () -> writable().update(new CappedRun(sql, parameters)));
    }

    @Override
    public OpenTransaction begin() throws ToolException {
        Privileged.check(Data.class, "data_denied");
        return act(false, () -> new Open(skill.database().begin()));
    }

    @Override
    public <T> T inTransaction(Work<T> work) throws ToolException {
        OpenTransaction transaction = begin();
        T result;
        try {
            Data data = Privileged.run(() -> new InTransaction(transaction));
            // The skill's own work, with the skill's own rights.
            result = work.with(data);
        } catch (Throwable e) {
            takeBack(transaction);
            throw e;
        }
        transaction.commit();
        return result;
    }

    private static void takeBack(OpenTransaction transaction) {
        try {
            transaction.rollback();
        } catch (ToolException e) {
            // What the work threw is what the skill must see; the transaction also ends by itself.
            LOG.warn("A transaction of a skill could not be taken back at once", e);
        }
    }

    /** With the container's rights; what was denied is written down. */
    private <T> T act(boolean write, Privileged.Work<T> work) throws ToolException {
        return Privileged.call(() -> {
            try {
                return work.run();
            } catch (ToolException e) {
                if (e.code().equals("data_denied") && !skill.isClosed()) {
                    note(e, write);
                }
                throw e;
            }
        });
    }

    private void note(ToolException refusal, boolean write) {
        String call = write ? "Data.update" : "Data.query";
        if (refusal instanceof DataDenied denied) {
            skill.denied(denied.permission(write), (call + " " + denied.object()).strip());
        } else {
            skill.denied(write ? "db:write:AREA" : "db:read:AREA", call);
        }
    }

    private SkillDatabase writable() throws ToolException {
        SkillDatabase database = skill.database();
        if (!database.isWritable()) {
            throw new ToolException("data_denied", "This skill was granted to read data, not to change it.");
        }
        return database;
    }

    /** A transaction, each statement of which is held to what is granted when it comes. */
    private final class Open implements OpenTransaction {

        private final Transaction transaction;

        Open(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public List<Row> query(String sql, Object... parameters) throws ToolException {
            Privileged.check(Data.class, "data_denied");
            return act(false, () -> {
                skill.database();
                return transaction.query(new CappedRun(sql, parameters));
            });
        }

        @Override
        public int update(String sql, Object... parameters) throws ToolException {
            Privileged.check(Data.class, "data_denied");
            return act(true, () -> {
                writable();
                return transaction.update(new CappedRun(sql, parameters));
            });
        }

        @Override
        public void commit() throws ToolException {
            Privileged.call(() -> {
                transaction.commit();
                return null;
            });
        }

        @Override
        public void rollback() throws ToolException {
            Privileged.call(() -> {
                transaction.rollback();
                return null;
            });
        }
    }

    /** What a skill's work sees of a transaction. */
    private record InTransaction(OpenTransaction transaction) implements Data {

        @Override
        public List<Row> query(String sql, Object... parameters) throws ToolException {
            return transaction.query(sql, parameters);
        }

        @Override
        public int update(String sql, Object... parameters) throws ToolException {
            return transaction.update(sql, parameters);
        }

        /** Joins the transaction that is open. */
        @Override
        public <T> T inTransaction(Work<T> work) throws ToolException {
            return work.with(this);
        }
    }
}
