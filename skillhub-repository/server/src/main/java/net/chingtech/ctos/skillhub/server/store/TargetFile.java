package net.chingtech.ctos.skillhub.server.store;

/**
 * A file that signed lists name.
 *
 * @param name such as {@code buckets/10/3ff.json}
 * @param length in bytes, uncompressed
 */
public record TargetFile(String name, String sha256, long length) {

    /** Where it lies among the files of the lists: its digest stands before its name. */
    public String path() {
        int slash = name.lastIndexOf('/') + 1;
        return "targets/" + name.substring(0, slash) + sha256 + "." + name.substring(slash);
    }
}
