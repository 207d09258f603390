package org.example.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.skill.ToolException;

/** A file with a line for each remark: the entry's name, a tab, the remark; the last one counts. */
final class Remarks {

    private final Path file;

    Remarks(Path folder) {
        file = folder.resolve("remarks.txt");
    }

    void add(String name, String remark) throws ToolException {
        try {
            Files.writeString(file, name + "\t" + remark + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ToolException("remark_failed", "The remark could not be written.", e);
        }
    }

    Map<String, String> all() throws ToolException {
        Map<String, String> all = new TreeMap<>();
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file)
                        .forEach(line ->
                                all.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1)));
            }
        } catch (IOException e) {
            throw new ToolException("remark_failed", "The remarks cannot be read.", e);
        }
        return all;
    }
}
