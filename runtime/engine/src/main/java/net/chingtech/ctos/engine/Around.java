package net.chingtech.ctos.engine;

import java.util.concurrent.Callable;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.annotation.versioning.ConsumerType;

/** What a program does round a tool's call, on the thread that makes it. */
@ConsumerType
@FunctionalInterface
public interface Around {

    ToolResult call(Callable<ToolResult> tool) throws Exception;
}
