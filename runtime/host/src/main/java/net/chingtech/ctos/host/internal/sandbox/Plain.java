package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process without a sandbox: it is apart from the container's memory, and reaches all that the container reaches. */
final class Plain implements Sandbox {

    private final Path scratch;
    private final Runner runner;

    Plain(Path scratch, Runner runner) {
        this.scratch = scratch;
        this.runner = runner;
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean isolatesFiles() {
        return false;
    }

    @Override
    public List<String> cannotStop() {
        List<String> sentences = new ArrayList<>(runner.cannotStop());
        sentences.add("reading and changing every file that the container's user can, its secrets too");
        sentences.add("reaching the network and the servers of this machine");
        sentences.add("starting programs, and seeing and ending other processes of the same user");
        sentences.add("leaving a process behind that outlives the skill");
        return sentences;
    }

    @Override
    public String inside(Launch launch, String place) {
        String best = "";
        Path file = null;
        for (Map<String, Path> places : List.of(launch.readOnly(), launch.writable())) {
            for (Map.Entry<String, Path> entry : places.entrySet()) {
                String known = entry.getKey();
                if ((place.equals(known) || place.startsWith(known + "/")) && known.length() > best.length()) {
                    best = known;
                    file = entry.getValue();
                }
            }
        }
        if (file == null) {
            throw new IllegalArgumentException(place + " is no place of " + launch.name());
        }
        String rest = place.substring(best.length());
        return rest.isEmpty()
                ? file.toString()
                : file.resolve(rest.substring(1)).toString();
    }

    @Override
    public Confined start(Launch launch) throws IOException {
        List<String> command = new ArrayList<>(List.of(Wrapper.tool("setpriv"), "--no-new-privs"));
        command.addAll(Script.RUN);
        List<String> lines = new ArrayList<>(List.of(Script.BEGIN, "unset OLDPWD"));
        Script.addVariables(lines, launch.environment());
        List<String> last =
                new ArrayList<>(List.of(launch.java().resolve("bin/java").toString()));
        last.addAll(launch.arguments());
        lines.add("exec " + Shell.line(last));
        Path script = Script.write(scratch, lines);
        try {
            return runner.start(launch, script, Wrapper.none(), command, 0);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(script);
            throw e;
        }
    }
}
