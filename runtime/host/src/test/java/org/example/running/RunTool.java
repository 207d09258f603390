package org.example.running;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;

/** Runs {@code command} with {@code variables} more, to its end; or with {@code family} until it says something. */
@Component(property = {"tool.name=running_run", "tool.description=Runs it", "tool.input_schema={\"type\":\"object\"}"})
public final class RunTool implements SkillTool {

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        List<String> command = new ArrayList<>();
        ((List<?>) call.input().get("command")).forEach(word -> command.add((String) word));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (call.input().get("variables") instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> builder.environment().put((String) name, (String) value));
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (call.input().get("family") != null) {
                return family(process);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return ToolResult.of(Map.of("exit", (long) process.waitFor(), "said", said));
        } catch (IOException | InterruptedException e) {
            throw new ToolException("running_failed", e.toString(), e);
        }
    }

    /** Ends it with all that it started, and says how many that were as soon as none is left. */
    private static ToolResult family(Process process) throws IOException, InterruptedException {
        try (BufferedReader lines = process.inputReader()) {
            lines.readLine();
            List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
            // Java 17 lets no code with limited rights wait for a process that is not its child: see process:exec.
            while (all.stream().anyMatch(ProcessHandle::isAlive)) {
                Thread.onSpinWait();
            }
            return ToolResult.of(Map.of("ended", (long) all.size()));
        }
    }
}
