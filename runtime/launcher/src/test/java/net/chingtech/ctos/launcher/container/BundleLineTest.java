package net.chingtech.ctos.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.guard.SecurityLayer;
import org.junit.jupiter.api.Test;

class BundleLineTest {

    @Test
    void comments_and_blank_lines_say_nothing_and_order_is_kept() throws Exception {
        List<BundleLine> bundles = BundleLine.parse(
                List.of("# head", "", "0 first   # an extension", "  12  second-one.x ", "3 third"), "list");

        assertThat(bundles)
                .containsExactly(
                        new BundleLine(0, "first"), new BundleLine(12, "second-one.x"), new BundleLine(3, "third"));
        assertThat(bundles).extracting(BundleLine::isExtension).containsExactly(true, false, false);
    }

    @Test
    void a_line_that_is_none_is_refused_with_its_number() {
        assertThatThrownBy(() -> BundleLine.parse(List.of("1 good", "bad"), "the-list"))
                .hasMessageContaining("bundle_list_invalid")
                .hasMessageContaining("the-list line 2");
        assertThatThrownBy(() -> BundleLine.parse(List.of("1 ../outside"), "the-list"))
                .hasMessageContaining("line 1");
    }

    @Test
    void a_name_that_comes_twice_is_refused() {
        assertThatThrownBy(() -> BundleLine.parse(List.of("1 a", "2 a"), "the-list"))
                .hasMessageContaining("names a again");
    }

    @Test
    void the_list_of_the_distribution_begins_with_the_security_layer() throws Exception {
        List<BundleLine> bundles =
                BundleLine.parse(Files.readAllLines(Path.of("../dist/src/main/dist/bundles.list")), "bundles.list");

        assertThat(bundles.get(0)).isEqualTo(new BundleLine(0, SecurityLayer.EXTENSION));
        assertThat(bundles.subList(1, bundles.size())).noneMatch(BundleLine::isExtension);
    }
}
