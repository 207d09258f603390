package org.example.watch;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The skill's own table; {@code migrations/1.0.0.sql} makes it. */
@Component(service = Sites.class)
public final class Sites {

    private static final String ALL = "SELECT NAME, URI, STATUS, CHECKED FROM SITE";

    private final Data data;

    @Activate
    public Sites(@Reference Data data) {
        this.data = data;
    }

    /** Keeps a site; the address of one that is there is replaced. */
    void put(String name, String uri) throws ToolException {
        data.inTransaction(within -> {
            within.update("DELETE FROM SITE WHERE NAME = ?", name);
            return within.update("INSERT INTO SITE(NAME, URI) VALUES (?, ?)", name, uri);
        });
    }

    Site byName(String name) throws ToolException {
        return data.query(ALL + " WHERE NAME = ?", name).stream()
                .map(Site::of)
                .findFirst()
                .orElseThrow(() ->
                        new ToolException("site_unknown", "No site is called " + name + ". Add it with watch_add."));
    }

    List<Site> all() throws ToolException {
        return data.query(ALL + " ORDER BY NAME").stream().map(Site::of).toList();
    }

    /** @param status null when it did not answer */
    void checked(String name, Long status, Instant when) throws ToolException {
        data.update("UPDATE SITE SET STATUS = ?, CHECKED = ? WHERE NAME = ?", status, when, name);
    }
}
