package net.chingtech.ctos.webconsole.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureKindTest {

    static Stream<Map.Entry<String, byte[]>> hostile() {
        return HostilePictures.all().entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void whatIsNoPlainPicture_isNone(Map.Entry<String, byte[]> input) {
        assertThat(PictureKind.of(input.getValue())).as(input.getKey()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"png,PNG", "jpg,JPEG", "gif,GIF"})
    void picture_isKnownByItsBytes(String format, PictureKind kind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), format, bytes);

        assertThat(PictureKind.of(bytes.toByteArray())).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>",
                "\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- drawn by hand -->\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a{fill:red}</style><defs><g id=\"a\"/></defs><use href=\"#a\"/></svg>"
            })
    void drawing_isAPicture(String svg) {
        assertThat(PictureKind.of(svg.getBytes(StandardCharsets.UTF_8))).contains(PictureKind.SVG);
    }

    @Test
    void drawingOfManyPartsOrComments_isAPicture() {
        for (String svg : List.of(
                "<svg>" + "<g></g>".repeat(9_000) + "</svg>",
                "<svg>" + "<g></g>".repeat(400) + "<use href=\"#a\"/>".repeat(8) + "</svg>",
                "<!-- a -->\n".repeat(19_000) + "<svg/>")) {
            assertThat(PictureKind.of(svg.getBytes(StandardCharsets.UTF_8))).contains(PictureKind.SVG);
        }
    }

    @Test
    void largestPicture_isOne_andALargerOneIsNot() {
        assertThat(PictureKind.of(HostilePictures.png(8_000, 5_000))).contains(PictureKind.PNG);
        assertThat(PictureKind.of(HostilePictures.png(8_000, 5_001))).isEmpty();
        assertThat(PictureKind.of(HostilePictures.png(10_001, 1))).isEmpty();
        assertThat(PictureKind.of(HostilePictures.gif(100, 100))).contains(PictureKind.GIF);
        assertThat(PictureKind.of(HostilePictures.jpeg(2_000))).contains(PictureKind.JPEG);
    }
}
