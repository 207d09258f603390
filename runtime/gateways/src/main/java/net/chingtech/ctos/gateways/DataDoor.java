package net.chingtech.ctos.gateways;

import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.annotation.versioning.ProviderType;

/** One skill's {@link Data}, with transactions that can be held open between calls: how a skill in a process has them. */
@ProviderType
public interface DataDoor extends Data {

    /**
     * Begins a transaction. It is taken back by itself when nobody ends it.
     *
     * @throws ToolException as {@link Data#query}
     */
    OpenTransaction begin() throws ToolException;
}
