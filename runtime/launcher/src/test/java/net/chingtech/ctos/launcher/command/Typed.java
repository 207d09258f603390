package net.chingtech.ctos.launcher.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.launcher.Main;

/** Whole commands on one home, and what they said. */
final class Typed {

    final Path home;
    String out = "";
    String err = "";

    Typed(Path home) {
        this.home = home;
    }

    int run(String... arguments) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        int code = Main.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(complained, true))
                .execute(all.toArray(String[]::new));
        out = said.toString();
        err = complained.toString();
        return code;
    }
}
