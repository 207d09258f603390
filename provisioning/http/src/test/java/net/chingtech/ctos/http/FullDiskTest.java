package net.chingtech.ctos.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.ReleaseStatement.Artifact;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    @TempDir
    Path staging;

    /** The device /dev/full refuses every byte as a full disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDisk_isSaid_andThePartialFileIsRemoved() throws Exception {
        byte[] content = new byte[1_000];
        Path target = Files.createFile(staging.resolve("skill.jar"));
        Download download = new Download(
                new HubAddress("SkillHub", "http://127.0.0.1:1"),
                new Artifact(Digests.sha256Hex(content), content.length),
                target,
                (bytes, of) -> {},
                path -> FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE));
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
        response.setEntity(new ByteArrayEntity(content, ContentType.APPLICATION_OCTET_STREAM));

        ProvisioningException thrown = catchThrowableOfType(ProvisioningException.class, () -> download.read(response));

        assertThat(thrown.problem().code()).isEqualTo("disk_full");
        assertThat(thrown.problem().detail()).contains("skill.jar");
        assertThat(staging).isEmptyDirectory();
    }
}
