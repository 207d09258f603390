package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "call", description = "Call a tool of a live skill and print its result.")
final class CallCommand extends HomeCommand {

    /** The container takes no larger body. */
    private static final int LARGEST = 1024 * 1024;

    @Parameters(index = "0", paramLabel = "TOOL", description = "The tool's name; ./ctos list shows them.")
    private String tool;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INPUT",
            defaultValue = "{}",
            description = "A JSON object, or - to read it from the standard input.")
    private String input;

    @Override
    void run() throws Exception {
        byte[] text = input.equals("-")
                ? System.in.readNBytes(LARGEST + 1)
                : input.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (text.length > LARGEST) {
            throw new ParameterException(
                    spec().commandLine(), "the input is larger than 1 MiB, which is what a tool takes at most");
        }
        JsonNode object;
        try {
            object = Json.readTree(text);
        } catch (FormatException e) {
            throw new ParameterException(spec().commandLine(), "the input is no JSON: " + e.getMessage());
        }
        if (!object.isObject()) {
            throw new ParameterException(
                    spec().commandLine(), "the input must be a JSON object such as {\"text\":\"x\"}");
        }
        printJson(client().post("tools/" + ContainerClient.quoted(tool), object));
    }
}
