package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What programs need, found once: to ask again at each start would cost more than the start. */
final class KnownPrograms {

    private final Map<List<Path>, Known> known = new ConcurrentHashMap<>();

    /** True for as long as the files are those that were looked at: an update of the machine replaces them. */
    private record Known(List<FileTime> changed, List<Binding> bindings) {}

    private interface Finding {

        List<Binding> find() throws IOException;
    }

    /** A program with all that it needs; one that runs a shell's scripts with the utilities. */
    List<Binding> program(Path file) throws IOException {
        List<Binding> own = known(List.of(file), () -> ProgramFiles.bindings(file));
        if (!Utilities.areNeededBy(own)) {
            return own;
        }
        List<Binding> all = new ArrayList<>(own);
        List<Path> utilities = Utilities.files();
        all.addAll(known(utilities, () -> Utilities.bindings(utilities)));
        return all;
    }

    private List<Binding> known(List<Path> files, Finding finding) throws IOException {
        List<FileTime> changed = new ArrayList<>();
        for (Path file : files) {
            changed.add(Files.getLastModifiedTime(file));
        }
        Known before = known.get(files);
        if (before == null || !before.changed().equals(changed)) {
            before = new Known(changed, finding.find());
            known.put(files, before);
        }
        return before.bindings();
    }
}
