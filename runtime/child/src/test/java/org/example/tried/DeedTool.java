package org.example.tried;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(property = {"tool.name=deed", "tool.description=Does it", "tool.input_schema={\"type\":\"object\"}"})
public final class DeedTool implements SkillTool {

    private final SkillContext context;

    @Activate
    public DeedTool(@Reference SkillContext context) {
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        if (call.text("what").equals("answer nothing")) {
            return null;
        }
        try {
            return ToolResult.of(Map.of("did", String.valueOf(deed(call))));
        } catch (IOException e) {
            throw new ToolException("io_failed", String.valueOf(e.getMessage()), e);
        }
    }

    private Object deed(ToolCall call) throws IOException, ToolException {
        switch (call.text("what")) {
            case "print":
                System.out.println("printed by the skill");
                return System.in.read();
            case "exit":
                System.exit(7);
                return "did not";
            case "halt":
                Runtime.getRuntime().halt(9);
                return "did not";
            case "wait":
                return waited();
            case "throw":
                throw new IllegalStateException("a secret of the skill");
            case "refuse":
                throw new ToolException("invoice_unknown", "There is no invoice 7.");
            case "read":
                return Files.readAllBytes(Path.of(call.text("file"))).length;
            case "write":
                return Files.writeString(context.dataFolder().resolve("note"), "x");
            case "listen":
                try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    return socket.getLocalPort();
                }
            case "write to the container":
                try (FileOutputStream out = new FileOutputStream("/proc/self/fd/1")) {
                    out.write("hello\n".getBytes());
                }
                return "did";
            case "caller":
                return call.caller();
            default:
                throw new ToolException("not_known", call.text("what"));
        }
    }

    private static String waited() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
        return "was interrupted";
    }
}
