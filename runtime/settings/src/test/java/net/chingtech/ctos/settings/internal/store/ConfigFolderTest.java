package net.chingtech.ctos.settings.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFolderTest {

    private static final String SHOP = "|net.example.shop|";
    private static final String ONE = SHOP + "1.0.1";
    private static final String TEN = SHOP + "1.0.10";

    @TempDir
    private Path temp;

    private ConfigFolder folder;

    /** Two versions of which the one begins as the other is called. */
    @BeforeEach
    void damage() throws Exception {
        folder = new ConfigFolder(temp);
        for (String end : new String[] {ONE, TEN}) {
            Files.writeString(temp.resolve(FileNames.of("net.example.shop" + end) + ".damaged"), "");
            Files.writeString(temp.resolve(FileNames.of("net.example.shop" + end) + ".2.damaged"), "");
        }
    }

    @Test
    void damagedFilesOfOneVersion_areForgottenAndRecalled_withoutThoseOfAnother() throws Exception {
        folder.forgetDamaged(ONE);
        assertThat(folder.damaged(ONE)).isEmpty();
        assertThat(folder.damaged(TEN)).hasSize(2);

        folder.forgetDamaged(TEN);
        folder.recallDamaged(ONE);
        assertThat(folder.damaged(ONE)).hasSize(2);
        assertThat(folder.damaged(TEN)).isEmpty();
    }

    @Test
    void damagedFilesOfAllVersionsButOne_areForgotten() throws Exception {
        folder.forgetAllDamaged(SHOP, List.of(ONE));
        assertThat(folder.damaged(ONE)).hasSize(2);
        assertThat(folder.damaged(TEN)).isEmpty();
        folder.forgetAllDamaged(SHOP, List.of());
        assertThat(folder.damaged(ONE)).isEmpty();
    }
}
