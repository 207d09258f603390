package net.chingtech.ctos.webconsole.internal.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What some bytes are, whatever their source says that they are. */
public enum PictureKind {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp"),
    SVG("image/svg+xml");

    /** More pixels on a side, or in all, would take more memory of a browser than a picture of a skill is worth. */
    private static final int LONGEST_SIDE = 10_000;

    private static final long MOST_PIXELS = 40_000_000;

    private final String mediaType;

    PictureKind(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Empty for what is no picture of these kinds, is too large, or says no size. */
    public static Optional<PictureKind> of(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (begins(content, 0, "\u0089PNG\r\n\u001a\n") && begins(content, 12, "IHDR") && content.length >= 24) {
            return sized(PNG, bytes.getInt(16), bytes.getInt(20));
        }
        if ((begins(content, 0, "GIF87a") || begins(content, 0, "GIF89a")) && content.length >= 10) {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            return sized(GIF, bytes.getShort(6) & 0xffff, bytes.getShort(8) & 0xffff);
        }
        if (begins(content, 0, "RIFF") && begins(content, 8, "WEBP") && content.length >= 30) {
            return webp(content, bytes.order(ByteOrder.LITTLE_ENDIAN));
        }
        if (begins(content, 0, "\u00ff\u00d8\u00ff")) {
            return jpeg(bytes);
        }
        return SvgPicture.isHarmless(content) ? Optional.of(SVG) : Optional.empty();
    }

    private static Optional<PictureKind> webp(byte[] content, ByteBuffer bytes) {
        if (begins(content, 12, "VP8X")) {
            return sized(WEBP, (bytes.getInt(24) & 0xffffff) + 1, (bytes.getInt(26) >>> 8) + 1);
        }
        if (begins(content, 12, "VP8L")) {
            int sides = bytes.getInt(21);
            return sized(WEBP, (sides & 0x3fff) + 1, (sides >>> 14 & 0x3fff) + 1);
        }
        return begins(content, 12, "VP8 ")
                ? sized(WEBP, bytes.getShort(26) & 0x3fff, bytes.getShort(28) & 0x3fff)
                : Optional.empty();
    }

    /** The size stands in the first frame's header, after segments that each say how long they are. */
    private static Optional<PictureKind> jpeg(ByteBuffer bytes) {
        int at = 2;
        while (at + 9 <= bytes.limit() && (bytes.get(at) & 0xff) == 0xff) {
            int marker = bytes.get(at + 1) & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return sized(JPEG, bytes.getShort(at + 7) & 0xffff, bytes.getShort(at + 5) & 0xffff);
            }
            int length = bytes.getShort(at + 2) & 0xffff;
            if (length < 2) {
                return Optional.empty();
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    private static Optional<PictureKind> sized(PictureKind kind, int wide, int high) {
        boolean fits = wide > 0
                && high > 0
                && wide <= LONGEST_SIDE
                && high <= LONGEST_SIDE
                && (long) wide * high <= MOST_PIXELS;
        return fits ? Optional.of(kind) : Optional.empty();
    }

    private static boolean begins(byte[] content, int at, String with) {
        byte[] wanted = with.getBytes(StandardCharsets.ISO_8859_1);
        if (content.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (content[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
