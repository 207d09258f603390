package net.chingtech.escape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Links, made where the skill may write. */
final class LinkWays {

    private LinkWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("links.symbolic", "read a secret by a symbolic link", w -> {
                    Path link = fresh(w, "link");
                    return Files.readString(Files.createSymbolicLink(link, w.secret()));
                }),
                new Attempt("links.relative", "read another skill's data by a relative link", w -> {
                    Path target = w.context().dataFolder().relativize(FileWays.diary(w));
                    return Files.readString(Files.createSymbolicLink(fresh(w, "relative"), target));
                }),
                new Attempt("links.folder", "write through a link to a folder outside", w -> {
                    Path link = Files.createSymbolicLink(fresh(w, "folder"), w.outside());
                    Files.writeString(link.resolve("by-link"), "x");
                    return World.TRIED;
                }),
                new Attempt(
                        "links.hard",
                        "read a secret by a hard link",
                        w -> Files.readString(Files.createLink(fresh(w, "hard"), w.secret()))),
                new Attempt(
                        "links.proc_root",
                        "read a secret under /proc/self/root",
                        w -> Files.readString(Path.of("/proc/self/root" + w.secret()))),
                new Attempt(
                        "links.proc_cwd",
                        "read a secret from /proc/self/cwd upwards",
                        w -> Files.readString(Path.of("/proc/self/cwd/../../../../../../../.." + w.secret()))),
                new Attempt("links.replace_folder", "put a link in place of its own data folder", w -> {
                    Path own = w.context().dataFolder();
                    Path aside = own.resolveSibling(own.getFileName() + "-aside");
                    Files.move(own, aside);
                    try {
                        return Files.createSymbolicLink(own, w.outside());
                    } finally {
                        Files.deleteIfExists(own);
                        Files.move(aside, own);
                    }
                }),
                new Attempt("links.trap", "leave a link for whoever clears its folder away", w -> {
                    Files.createSymbolicLink(fresh(w, "trap"), w.outside());
                    return World.TRIED;
                }));
    }

    private static Path fresh(World world, String name) throws IOException {
        Path link = world.own("link-" + name);
        Files.deleteIfExists(link);
        return link;
    }
}
