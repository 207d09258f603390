package net.chingtech.ctos.clawhub.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/**
 * What {@code _meta.json} says. Three programs write three different files of this name; what one does not say is null.
 *
 * @param shape who wrote it
 * @param owner the owner's handle
 * @param hub for {@link Shape#CTOS} the hub that it came from, {@code clawhub} or {@code skillhub}
 */
public record LegacyMeta(
        Shape shape, String owner, String slug, String version, String displayName, Instant publishedAt, String hub) {

    /** A file that is larger was written by none of them. */
    static final int LARGEST = 1 << 20;

    /** Of brackets, colons and commas; a release in an archive's history has eight. */
    private static final int MOST_PARTS = 50_000;

    /** The file's name. */
    public static final String PATH = "_meta.json";

    /** Who wrote it. */
    public enum Shape {
        /** ClawHub, into the ZIP that it gives out: {@code ownerId, slug, version, publishedAt}. */
        CLAWHUB,
        /** Ching Tech OS, when it installs: {@code slug, version, source, installed_at, owner}. */
        CTOS,
        /** The public archive of ClawHub's skills: {@code owner, slug, displayName, latest, history}. */
        ARCHIVE
    }

    /** The folder's; empty when it has none, or none that anybody is known to write. */
    public static Optional<LegacyMeta> of(LegacyFolder folder) {
        return folder.file(PATH).flatMap(file -> read(file.content()));
    }

    static Optional<LegacyMeta> read(byte[] json) {
        if (json.length > LARGEST) {
            return Optional.empty();
        }
        try {
            JsonNode meta = Json.readTree(json, MOST_PARTS);
            if (text(meta, "slug") == null) {
                return Optional.empty();
            }
            JsonNode latest = meta.path("latest");
            if (latest.isObject()) {
                return Optional.of(made(Shape.ARCHIVE, meta, latest, text(meta, "owner"), null));
            }
            if (meta.has("ownerId")) {
                // It is a number of the registry's own, and names nobody.
                return Optional.of(made(Shape.CLAWHUB, meta, meta, null, null));
            }
            if (meta.has("source") || meta.has("installed_at")) {
                return Optional.of(made(Shape.CTOS, meta, meta, text(meta, "owner"), text(meta, "source")));
            }
            return Optional.empty();
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    private static LegacyMeta made(Shape shape, JsonNode meta, JsonNode release, String owner, String hub) {
        return new LegacyMeta(
                shape,
                owner,
                text(meta, "slug"),
                text(release, "version"),
                text(meta, "displayName"),
                time(release.path(shape == Shape.CTOS ? "installed_at" : "publishedAt")),
                hub);
    }

    /** A text that is there and says something, in one line. */
    static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isTextual() && !value.textValue().isBlank() ? LegacyProblem.shown(value.textValue()) : null;
    }

    /** Milliseconds, or a date as text; null when it is neither. */
    static Instant time(JsonNode value) {
        try {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return Instant.ofEpochMilli(value.longValue());
            }
            return value.isTextual() ? OffsetDateTime.parse(value.textValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
