package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.sign.SignedRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

@Command(name = "sign", description = "Sign a skill's JAR; the signed one and its statement are laid beside it.")
final class SignCommand extends HomeCommand {

    @Mixin
    private Signer signer;

    @Override
    void run() throws Exception {
        if (signer.jar == null) {
            throw new ParameterException(spec().commandLine(), "Which JAR?");
        }
        String name = signer.jar.getFileName().toString().replaceFirst("\\.jar$", "");
        Path signed = signer.jar.resolveSibling(name + "-signed.jar");
        Path statement = signer.jar.resolveSibling(name + "-signed.jar.statement.json");
        SignedRelease release = signer.of(home()).sign(signer.jar, signed);
        SafeFiles.write(statement, release.envelope().write());
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("id", release.statement().id());
        made.put("version", release.statement().version());
        made.put("publisher", release.statement().publisher());
        made.put("jar", signed.toString());
        made.put("statement", statement.toString());
        if (json()) {
            printJson(made);
        } else {
            made.forEach((field, value) -> say("%-12s %s", field, value));
        }
    }
}
