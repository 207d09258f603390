package net.chingtech.ctos.gateways;

import java.util.List;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.annotation.versioning.ProviderType;

/** A transaction that somebody ends: by {@link #commit}, or by {@link #rollback}. */
@ProviderType
public interface OpenTransaction {

    List<Row> query(String sql, Object... parameters) throws ToolException;

    int update(String sql, Object... parameters) throws ToolException;

    void commit() throws ToolException;

    /** Takes back what was done; nothing to do when it is over. */
    void rollback() throws ToolException;
}
