package net.chingtech.ctos.format;

import java.util.List;
import java.util.SortedMap;

/**
 * One clause of an OSGi manifest header, such as {@code osgi.ee;filter:="(osgi.ee=JavaSE)"}.
 *
 * @param text the clause as it stands in the header, without the spaces around it
 * @param paths what the clause is about: packages, name spaces or files; at least one
 * @param attributes {@code name=value}, without quotes and type
 * @param types the types of those attributes that name one ({@code version:Version=…})
 * @param directives {@code name:=value}, without quotes
 */
public record HeaderClause(
        String text,
        List<String> paths,
        SortedMap<String, String> attributes,
        SortedMap<String, String> types,
        SortedMap<String, String> directives) {

    /** The only path of a clause that has one, such as a capability's name space. */
    public String path() {
        return paths.get(0);
    }

    /**
     * Reads a header's value (OSGi Core 3.2.5).
     *
     * @param header null is a header that is not there: no clauses
     * @throws FormatException {@code header_invalid}: wrong syntax, or an attribute or a directive twice in a clause
     */
    public static List<HeaderClause> parse(String header) throws FormatException {
        return header == null ? List.of() : new HeaderReader(header).clauses();
    }
}
