package net.chingtech.ctos.skillhub.client.internal.hubs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.Violation;

/**
 * One hub as this container was told of it.
 *
 * @param name lower-case letters, digits, dots and hyphens; installed skills remember it
 * @param url where it is
 * @param root the file of its root metadata, or {@code sha256:} and the digest of its first one; null when nobody said
 * @param maxTier the best tier that its skills are taken for
 */
record HubConfig(String name, String url, String root, Tier maxTier) {

    private static final String KIND = "skillhub";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    HubConfig {
        // An official skill runs inside the container: no hub gets that by having been forgotten.
        maxTier = maxTier == null ? Tier.VERIFIED : maxTier;
    }

    /** One element of the list: a hub, or what is wrong with it. */
    record Entry(String name, HubConfig hub, String wrong) {}

    /** Reads all of them; what is wrong with one says nothing about the others. */
    static List<Entry> read(String json) throws FormatException {
        JsonNode list = Json.readTree(json.getBytes(StandardCharsets.UTF_8));
        if (!list.isArray()) {
            throw new FormatException("hub_config_invalid", "$", "a list of hubs", "something else");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode element : list) {
            // Hubs of another kind are another room's.
            if (KIND.equals(element.path("kind").asText(KIND))) {
                entries.add(entry(element, entries));
            }
        }
        return entries;
    }

    private static Entry entry(JsonNode element, List<Entry> before) {
        String name = element.path("name").asText("");
        if (!NAME.matcher(name).matches()) {
            return new Entry(null, null, "its name must be of lower-case letters, digits, dots and hyphens");
        }
        if (before.stream().anyMatch(entry -> name.equals(entry.name()))) {
            return new Entry(null, null, "there is another hub with the name " + name);
        }
        try {
            HubConfig hub = Json.read(Json.write(element), HubConfig.class);
            return hub.url() == null ? new Entry(name, null, "it has no url") : new Entry(name, hub, null);
        } catch (FormatException e) {
            Violation first = e.violations().get(0);
            return new Entry(name, null, first.toString());
        }
    }
}
