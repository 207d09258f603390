package net.chingtech.ctos.host.internal.sandbox;

import java.nio.file.Path;

/**
 * A file or folder of the machine that is there inside.
 *
 * @param file on the machine; links are followed
 * @param place absolute path inside
 */
record Binding(Path file, String place, boolean writable) {

    static Binding readOnly(Path file, String place) {
        return new Binding(file, place, false);
    }
}
