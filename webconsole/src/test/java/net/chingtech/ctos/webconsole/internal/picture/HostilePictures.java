package net.chingtech.ctos.webconsole.internal.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody might send in the place of a picture, by name; a test of the page asks for all of it, too. */
public final class HostilePictures {

    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">%s</svg>";

    private HostilePictures() {}

    public static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        text(all, "nothing", "");
        text(all, "a page", "<!doctype html><script>document.title='owned'</script>");
        text(all, "a page in a comment", "<!-- <svg> --><html><svg onload=alert(1)></svg></html>");
        text(all, "a script", "document.title='owned'");
        text(all, "json", "{\"svg\": true}");
        svg(all, "svg with script", "<script>document.title='owned'</script>");
        svg(all, "svg with script of elsewhere", "<script href=\"https://tracker.example/x.js\"/>");
        svg(
                all,
                "svg with script by another name",
                "<a:script xmlns:a=\"http://www.w3.org/2000/svg\">alert(1)</a:script>");
        svg(
                all,
                "svg with a page inside",
                "<foreignObject width=\"9\" height=\"9\"><body><form></form></body></foreignObject>");
        svg(all, "svg with handlers", "<rect width=\"9\" height=\"9\" onclick=\"alert(1)\"/>");
        svg(all, "svg with a link to script", "<a href=\"javascript:alert(1)\"><rect width=\"9\" height=\"9\"/></a>");
        text(
                all,
                "svg with entities",
                "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + SVG.formatted("&b;"));
        text(
                all,
                "svg with a file",
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + SVG.formatted("&x;"));
        text(
                all,
                "svg with a style sheet",
                "<?xml-stylesheet href=\"https://tracker.example/x.css\"?>" + SVG.formatted(""));
        svg(all, "svg that draws itself again and again", again(12, 10));
        svg(all, "svg that draws itself again in few uses", again(8, 3));
        svg(all, "svg with few uses of many parts", "<g id=\"a\">" + "<g/>".repeat(500) + "</g><use href=\"#a\"/>");
        svg(all, "svg with one filter on many parts", "<filter id=\"a\"/>" + "<g filter=\"url(#a)\"/>".repeat(500));
        svg(
                all,
                "svg with one style's filter on many parts",
                "<style>g{filter:blur(9px)}</style>" + "<g/>".repeat(500));
        svg(all, "svg of very many parts", "<g/>".repeat(60_000));
        text(all, "svg after very many comments", "<!---->".repeat(75_000) + SVG.formatted(""));
        text(all, "comments without end", "<!-- ".repeat(100_000));
        all.put(
                "svg in another encoding",
                SVG.formatted("<script>alert(1)</script>").getBytes(StandardCharsets.UTF_16));
        all.put("png that is huge", png(60_000, 60_000));
        all.put("png that is long", png(200_000, 1));
        all.put("png without size", png(0, 0));
        all.put("png that is cut", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        all.put("gif that is huge", gif(65_535, 65_535));
        all.put("webp that is huge", webp());
        all.put("jpeg that never comes to its size", jpeg(0));
        all.put("jpeg that is huge", jpeg(65_535));
        return all;
    }

    private static void text(Map<String, byte[]> all, String name, String text) {
        all.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void svg(Map<String, byte[]> all, String name, String inside) {
        text(all, name, SVG.formatted(inside));
    }

    private static String again(int levels, int uses) {
        StringBuilder all = new StringBuilder("<g id=\"g0\"><rect width=\"9\" height=\"9\"/></g>");
        for (int i = 1; i <= levels; i++) {
            all.append("<g id=\"g").append(i).append("\">");
            all.append(("<use href=\"#g" + (i - 1) + "\"/>").repeat(uses)).append("</g>");
        }
        return all.toString();
    }

    /** The head of a picture that a browser may begin to read. */
    static byte[] png(int wide, int high) {
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(wide)
                .putInt(high)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
    }

    static byte[] gif(int wide, int high) {
        return ByteBuffer.allocate(13)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) wide)
                .putShort((short) high)
                .array();
    }

    private static byte[] webp() {
        byte[] bytes = new byte[40];
        System.arraycopy("RIFF".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
        System.arraycopy("WEBPVP8X".getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, 8);
        java.util.Arrays.fill(bytes, 24, 30, (byte) 0xff);
        return bytes;
    }

    static byte[] jpeg(int side) {
        ByteBuffer bytes = ByteBuffer.allocate(40)
                .putShort((short) 0xffd8)
                .putShort((short) 0xffe0)
                .putShort((short) 4)
                .putShort((short) 0);
        return side == 0
                ? bytes.putShort((short) 0xffe1).putShort((short) 0xffff).array()
                : bytes.putShort((short) 0xffc0)
                        .putShort((short) 17)
                        .put((byte) 8)
                        .putShort((short) side)
                        .putShort((short) side)
                        .array();
    }
}
