package net.chingtech.ctos.webconsole.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the build wrote down of the page's files.
 *
 * @param name of all of them together: another one as soon as any of them is another
 * @param modules every module that the page loads, the first of them first
 */
record AssetIndex(String name, List<String> modules) {

    static final AssetIndex OURS = read();

    /** The address of a file, under which it never changes: so browsers may keep it. */
    String address(String file) {
        return AssetsServlet.ROOT + name + "/" + file;
    }

    private static AssetIndex read() {
        try (InputStream in = AssetIndex.class.getResourceAsStream("/web/index.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new AssetIndex(lines.get(0), lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
