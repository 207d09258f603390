package net.chingtech.ctos.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilePermission;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.skill.SkillContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a skill was denied is in its log; where a program was only looked for is not. */
class DenialsTest {

    @TempDir
    Path folder;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private final Denials denials = new Denials((SkillContext) Proxy.newProxyInstance(
            SkillContext.class.getClassLoader(), new Class<?>[] {SkillContext.class}, (proxy, method, arguments) -> {
                lines.add((String) arguments[1]);
                return null;
            }));

    @Test
    void programThatIsNotThere_isNoLine_oneThatIsThereIs() throws Exception {
        Path there = Files.createFile(folder.resolve("there"));
        denials.denied("skill", new FilePermission(folder.resolve("missing").toString(), "execute"));
        denials.denied("skill", new FilePermission(there.toString(), "execute"));
        denials.denied("skill", new FilePermission(folder.resolve("secret").toString(), "read"));

        assertThat(lines.poll(60, TimeUnit.SECONDS)).contains(there.toString(), "execute");
        assertThat(lines.poll(60, TimeUnit.SECONDS)).contains("secret", "read");
    }
}
