package net.chingtech.ctos.launcher.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How many root keys, and how many of them must sign. */
final class RootCount {

    private static final int MOST = 16;

    private RootCount() {}

    static void check(CommandSpec spec, int keys, int threshold) {
        if (keys < 1 || keys > MOST || threshold < 1 || threshold > keys) {
            throw new ParameterException(
                    spec.commandLine(), "--keys takes 1 to " + MOST + ", --threshold 1 to as many as there are keys.");
        }
    }
}
