package net.chingtech.ctos.format;

/**
 * One place where a document is not what it should be.
 *
 * @param path JSON path of the place, {@code $} for the whole document
 * @param expected what would have been right, for people
 * @param found what stands there, shortened to at most 80 characters; never a secret
 */
public record Violation(String path, String expected, String found) {

    private static final int LONGEST = 80;

    public Violation {
        found = found.length() <= LONGEST ? found : found.substring(0, LONGEST - 1) + "…";
    }

    @Override
    public String toString() {
        return path + ": expected " + expected + ", found " + found;
    }
}
