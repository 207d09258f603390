package net.chingtech.ctos.launcher;

import java.nio.charset.Charset;
import net.chingtech.ctos.launcher.command.Ctos;
import net.chingtech.ctos.launcher.command.Failures;
import picocli.CommandLine;

/** The program behind the {@code ctos} command. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.setOut(PlainOutput.of(System.out, Charset.defaultCharset()));
        System.setErr(PlainOutput.of(System.err, Charset.defaultCharset()));
        System.exit(commandLine().execute(arguments));
    }

    /** The command line with all its commands; exits 0 on success, 1 when the thing failed, 2 on wrong usage. */
    public static CommandLine commandLine() {
        return new CommandLine(new Ctos())
                .setExecutionExceptionHandler(new Failures())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
