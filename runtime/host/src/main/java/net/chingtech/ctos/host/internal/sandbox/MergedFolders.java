package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /bin} and {@code /sbin}, where they are links to the folders in {@code /usr}: scripts name programs by either. */
final class MergedFolders {

    private static final Map<String, String> LINKS = links();

    private MergedFolders() {}

    private static Map<String, String> links() {
        Map<String, String> links = new HashMap<>();
        for (String folder : List.of("/bin", "/sbin")) {
            try {
                Path target = Path.of("/").resolve(Files.readSymbolicLink(Path.of(folder)));
                links.put(folder, target.normalize().toString());
            } catch (IOException e) {
                // A folder of its own, or none.
            }
        }
        return Map.copyOf(links);
    }

    /** The links that a root needs, to absolute places. */
    static Map<String, String> of(Launch launch) {
        return launch.programs().isEmpty() ? Map.of() : LINKS;
    }

    /** A place in a folder that is a link, as the place that it is. */
    static Binding place(Binding binding) {
        Path place = Path.of(binding.place());
        String target =
                place.getParent() == null ? null : LINKS.get(place.getParent().toString());
        return target == null
                ? binding
                : new Binding(binding.file(), target + "/" + place.getFileName(), binding.writable());
    }

    /** The same file at all the places that it has, for a root that can have no links. */
    static Stream<Binding> places(Binding binding) {
        Path place = Path.of(binding.place());
        return Stream.concat(
                Stream.of(binding),
                LINKS.entrySet().stream()
                        .filter(link -> Path.of(link.getValue()).equals(place.getParent()))
                        .map(link -> new Binding(
                                binding.file(), link.getKey() + "/" + place.getFileName(), binding.writable())));
    }
}
