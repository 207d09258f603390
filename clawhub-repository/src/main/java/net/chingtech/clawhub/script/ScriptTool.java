package net.chingtech.clawhub.script;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/**
 * Runs one script of a legacy skill: {@code args} are its arguments, {@code input} is what it reads from its standard input.
 * A script that ends with another code than 0 is answered with {@code "success": false} and all that it wrote; a tool's
 * exception could carry only a line of it.
 */
public final class ScriptTool implements SkillTool {

    /** A little less than a call may take, so that the answer is this tool's. */
    private static final Duration LIMIT = Duration.ofSeconds(28);

    private final ScriptSettings settings;
    private final SkillContext context;
    private final Duration limit;

    /** Made by Declarative Services, as the description in the JAR says. */
    public ScriptTool(SkillContext context, Map<String, Object> properties) {
        this(context, ScriptSettings.of(properties), LIMIT);
    }

    ScriptTool(SkillContext context, ScriptSettings settings, Duration limit) {
        this.context = context;
        this.settings = settings;
        this.limit = limit;
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        Path folder = SkillFolder.of(context);
        List<String> command = new ArrayList<>();
        command.add(program());
        command.add(folder.resolve(settings.path()).toString());
        command.addAll(arguments(call.input().get("args")));
        Map<String, String> variables = ScriptVariables.of(settings, context, folder);
        ScriptRun run = new ScriptRun(
                limit,
                settings.variables().stream()
                        .map(variables::get)
                        .filter(Objects::nonNull)
                        .toList());
        int exit = run.run(
                command, context.dataFolder(), variables, input(call.input().get("input")));
        if (exit != 0) {
            context.log(
                    System.Logger.Level.WARNING,
                    settings.path() + " ended with " + exit + ". Its last words: " + run.lastWords());
        }
        return ScriptAnswer.of(exit, run.output(), run.errors());
    }

    /** The program's file: with its path, since that is what the skill may run. */
    private String program() throws ToolException {
        for (String folder : ScriptVariables.PATH) {
            File file = new File(folder, settings.program());
            if (canRun(file)) {
                return file.getPath();
            }
        }
        throw new ToolException(
                "script_program_missing",
                settings.path() + " needs the program " + settings.program()
                        + ". Install it, and grant the skill process:exec:" + settings.program() + ".");
    }

    private static boolean canRun(File file) {
        try {
            return file.canExecute();
        } catch (SecurityException e) {
            return false;
        }
    }

    private static List<String> arguments(Object args) throws ToolException {
        List<String> arguments = new ArrayList<>();
        if (args instanceof List<?> list) {
            for (Object each : list) {
                String argument = String.valueOf(each);
                if (argument.indexOf('\0') >= 0) {
                    throw new ToolException("script_input_invalid", "No argument may hold a NUL character.");
                }
                arguments.add(argument);
            }
        }
        return arguments;
    }

    private static byte[] input(Object input) {
        if (input == null) {
            return new byte[0];
        }
        String text = input instanceof String string ? string : JsonWriter.write(input);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
