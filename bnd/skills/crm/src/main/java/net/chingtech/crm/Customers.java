package net.chingtech.crm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;

/** The table of customers. */
final class Customers {

    private final Data data;

    Customers(Data data) {
        this.data = data;
    }

    Optional<Row> byNumber(String number) throws ToolException {
        return data.query("SELECT ID, NAME, CITY, EMAIL, SINCE FROM CRM.CUSTOMERS WHERE ID = ?", number).stream()
                .findFirst();
    }

    /** Customers with the text in their name or city, by name; at most {@code most}. */
    List<Row> containing(String text, int most) throws ToolException {
        String pattern = "%" + literally(text.strip().toLowerCase(Locale.ROOT)) + "%";
        return data.query("""
                SELECT ID, NAME, CITY FROM CRM.CUSTOMERS
                WHERE LOWER(NAME) LIKE ? ESCAPE '!' OR LOWER(CITY) LIKE ? ESCAPE '!'
                ORDER BY NAME, ID FETCH FIRST ? ROWS ONLY""", pattern, pattern, most);
    }

    long count() throws ToolException {
        return data.query("SELECT COUNT(*) AS COUNTED FROM CRM.CUSTOMERS")
                .get(0)
                .decimal("counted")
                .longValueExact();
    }

    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
