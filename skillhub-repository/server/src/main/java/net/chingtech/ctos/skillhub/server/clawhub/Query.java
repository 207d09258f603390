package net.chingtech.ctos.skillhub.server.clawhub;

/** The query of a request; null for what it does not have. */
public interface Query {

    String text(String name) throws Turned;

    /** A number that is brought within its bounds, as ClawHub does; {@code otherwise} for what is none. */
    default int limit(int otherwise, int most) throws Turned {
        String text = text("limit");
        try {
            return text == null ? otherwise : Math.max(1, Math.min(most, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** The owner that is asked for: newer clients and older ones call it differently. */
    default String owner() throws Turned {
        String owner = text("ownerHandle");
        return owner == null ? text("owner") : owner;
    }
}
