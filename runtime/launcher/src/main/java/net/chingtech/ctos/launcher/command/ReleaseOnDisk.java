package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;

/** A release in files: a signed JAR, and its statement beside it. */
record ReleaseOnDisk(Path jar, Path statement) {

    private static final String JAR = ".jar";
    private static final String STATEMENT = ".statement.json";
    private static final long LARGEST_JAR = 50L * 1024 * 1024;
    private static final int LARGEST_STATEMENT = 256 * 1024;

    /**
     * What was typed, when it is a file.
     *
     * @param statement null for the one beside the JAR
     * @return null when it is the id of a skill
     * @throws CommandFailed {@code file_missing}, {@code statement_missing}
     */
    static ReleaseOnDisk of(String typed, Path statement) throws CommandFailed {
        Path jar = Path.of(typed);
        if (!typed.endsWith(JAR) || !Files.isRegularFile(jar)) {
            if (isId(typed)) {
                return null;
            }
            throw new CommandFailed(
                    "file_missing",
                    typed + " is neither the id of a skill nor a JAR that is there",
                    "Find ids with ./ctos search, or name a file that ends in .jar");
        }
        Path signed = statement == null ? jar.resolveSibling(jar.getFileName() + STATEMENT) : statement;
        if (Files.isRegularFile(signed)) {
            return new ReleaseOnDisk(jar, signed);
        }
        throw new CommandFailed(
                "statement_missing",
                (statement == null ? "there is no " + signed + " beside it" : statement + " is not there")
                        + "; without it nothing says who made the JAR",
                "Get it from whoever gave you the JAR and name it with --statement FILE; ./ctos sign makes one");
    }

    /**
     * Hands it to the container.
     *
     * @return what its statement says it is
     */
    JsonNode send(ContainerClient client) throws CommandFailed, IOException {
        if (Files.size(jar) > LARGEST_JAR) {
            throw new CommandFailed(
                    "artifact_too_large", jar + " is larger than 50 MiB", "Ask its author for a smaller one");
        }
        byte[] signed;
        try (InputStream in = Files.newInputStream(statement)) {
            signed = in.readNBytes(LARGEST_STATEMENT + 1);
        }
        if (signed.length > LARGEST_STATEMENT) {
            throw new CommandFailed("statement_too_large", statement + " is no statement: it is too large", "");
        }
        return client.upload("files", jar, signed);
    }

    private static boolean isId(String typed) {
        try {
            SkillId.parse(typed);
            return true;
        } catch (FormatException e) {
            return false;
        }
    }
}
