package net.chingtech.escape;

import java.io.FileInputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;

/** Files of the container, of other skills and of the machine, without a link. */
final class FileWays {

    private FileWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("files.read", "read a secret of the container", w -> Files.readString(w.secret())),
                new Attempt("files.read_stream", "read it by FileInputStream", w -> {
                    try (FileInputStream in = new FileInputStream(w.secret().toFile())) {
                        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }),
                new Attempt("files.read_reader", "read it by FileReader", w -> {
                    try (FileReader in = new FileReader(w.secret().toFile())) {
                        char[] text = new char[100];
                        return new String(text, 0, in.read(text));
                    }
                }),
                new Attempt("files.read_random", "read it by RandomAccessFile", w -> {
                    try (RandomAccessFile in = new RandomAccessFile(w.secret().toFile(), "r")) {
                        return in.readLine();
                    }
                }),
                new Attempt("files.read_mapped", "map it into memory", w -> {
                    try (FileChannel in = FileChannel.open(w.secret())) {
                        return StandardCharsets.UTF_8.decode(in.map(FileChannel.MapMode.READ_ONLY, 0, in.size()));
                    }
                }),
                new Attempt("files.read_async", "read it by an asynchronous channel", w -> {
                    try (AsynchronousFileChannel in = AsynchronousFileChannel.open(w.secret())) {
                        return in.size();
                    }
                }),
                new Attempt(
                        "files.read_url",
                        "read it by a file: URL",
                        w -> new String(w.secret().toUri().toURL().openStream().readAllBytes())),
                new Attempt("files.read_other", "read another skill's data", w -> Files.readString(diary(w))),
                new Attempt(
                        "files.read_other_dots",
                        "the same, with .. from its own folder",
                        w -> Files.readString(w.own("../" + diary(w).getParent().getFileName() + "/diary.txt"))),
                new Attempt("files.read_artifact", "open another skill's installed JAR", w -> {
                    try (ZipFile zip = new ZipFile(w.hint("artifact"))) {
                        return zip.size();
                    }
                }),
                new Attempt("files.zip_file_system", "open that JAR as a file system", w -> {
                    try (FileSystem zip = FileSystems.newFileSystem(
                            URI.create("jar:" + Path.of(w.hint("artifact")).toUri()), java.util.Map.of())) {
                        return zip.getRootDirectories();
                    }
                }),
                new Attempt("files.list_home", "list the container's home", w -> {
                    String[] names = Path.of(w.hint("home")).toFile().list();
                    if (names == null) {
                        throw new NoSuchFileException(w.hint("home"));
                    }
                    return Arrays.toString(names);
                }),
                new Attempt("files.exists", "ask whether the secret is there", w -> World.there(w.secret())),
                new Attempt("files.watch", "watch the container's home", w -> Path.of(w.hint("home"))
                        .register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE)),
                new Attempt("files.write", "make a file outside", w -> {
                    Files.writeString(w.outside().resolve("made"), "x");
                    return World.TRIED;
                }),
                new Attempt("files.write_temp", "make a file in the machine's temporary folder", w -> {
                    Files.writeString(Path.of(w.hint("marker")), "x");
                    return World.TRIED;
                }),
                new Attempt("files.append", "append to a file outside", w -> {
                    try (FileWriter out =
                            new FileWriter(w.outside().resolve("neighbour.txt").toFile(), true)) {
                        out.write("x");
                    }
                    return World.TRIED;
                }),
                new Attempt("files.truncate", "empty a file outside", w -> {
                    FileChannel.open(
                                    w.outside().resolve("neighbour.txt"),
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                    return World.TRIED;
                }),
                new Attempt("files.delete", "delete a file outside", w -> {
                    Files.delete(w.outside().resolve("neighbour.txt"));
                    return World.TRIED;
                }),
                new Attempt(
                        "files.move_in",
                        "move a file from outside into its own folder",
                        w -> Files.readString(Files.move(w.outside().resolve("neighbour.txt"), w.own("moved")))),
                new Attempt("files.chmod", "open a secret for everybody", w -> {
                    Files.setPosixFilePermissions(w.secret(), PosixFilePermissions.fromString("rw-rw-rw-"));
                    return World.TRIED;
                }),
                new Attempt("files.write_registry", "write the container's registry", w -> {
                    Files.writeString(Path.of(w.hint("home"), "skills/registry.json"), "{}");
                    return World.TRIED;
                }),
                new Attempt("files.write_own_artifact", "write its own installed JAR", w -> {
                    try (FileWriter out = new FileWriter(w.hint("own_artifact"), true)) {
                        out.write("x");
                    }
                    return World.TRIED;
                }));
    }

    static Path diary(World world) {
        return Path.of(world.hint("diary"));
    }
}
