package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillPermission;

/**
 * The utilities for text and files that a shell's scripts take for granted, as a language its library. They give nothing
 * that the sandbox does not hold already: none of them is about the network, other users, or the machine.
 */
final class Utilities {

    private static final List<String> NAMES = List.of("""
            [ awk b2sum base32 base64 basename bc bunzip2 bzcat bzip2 cat chmod cksum cmp column comm cp csplit cut date dc
            dd df diff diff3 dirname du echo ed egrep env expand expr factor false fgrep find fmt fold gawk getopt grep
            groups gunzip gzip head hexdump id install join link ln logname ls mawk md5sum mkdir mkfifo mktemp mv nice nl
            nohup nproc numfmt od paste patch pathchk pr printenv printf ptx pwd readlink realpath rev rm rmdir sdiff sed
            seq sh sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat sum sync tac tail tar
            tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink unxz unzip wc which whoami xargs
            xxd xz xzcat yes zcat zgrep zip
            """.split("\\s+"));

    /** Of the distribution: scripts mean these, not what else has such a name. */
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    private Utilities() {}

    /** Whether a program is, or a script brings with it, what runs scripts that need them. */
    static boolean areNeededBy(List<Binding> program) {
        return program.stream()
                .map(binding -> Path.of(binding.place()).getFileName().toString())
                .anyMatch(SkillPermission.ProcessExec.SHELLS::contains);
    }

    /** Those of this machine. */
    static List<Path> files() {
        return NAMES.stream().flatMap(Utilities::file).toList();
    }

    private static Stream<Path> file(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .limit(1);
    }

    /** What they need, each without what a shell or a language among them would bring. */
    static List<Binding> bindings(List<Path> files) throws IOException {
        List<Binding> bindings = new ArrayList<>();
        List<Path> reals = new ArrayList<>();
        for (Path file : files) {
            Path real = file.toRealPath();
            reals.add(real);
            bindings.add(Binding.readOnly(real, file.toString()));
        }
        for (Path library : Libraries.ofAll(reals)) {
            bindings.add(Binding.readOnly(library.toRealPath(), library.toString()));
        }
        return bindings;
    }
}
