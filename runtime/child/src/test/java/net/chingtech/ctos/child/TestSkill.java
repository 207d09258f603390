package net.chingtech.ctos.child;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A skill's JAR, built out of a package {@code org.example.*} of the tests, as the kit does. */
record TestSkill(String id, Path jar, String location) {

    static TestSkill of(String name, Path folder) throws Exception {
        String id = "org.example." + name;
        Path file = folder.resolve(name + ".jar");
        try (Builder builder = new Builder()) {
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
                builder.addClasspath(new File(path));
            }
            builder.setBundleSymbolicName(id);
            builder.setBundleVersion("1.0.0");
            builder.setProperty("Private-Package", id);
            builder.setProperty("-noimportjava", "true");
            builder.setProperty("Provide-Capability", "ctos.skill;ctos.skill=\"" + id + "\"");
            Jar jar = builder.build();
            if (!builder.getErrors().isEmpty()) {
                throw new IllegalStateException(builder.getErrors().toString());
            }
            jar.write(file.toFile());
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return new TestSkill(
                id, file, "skill:" + id + "@1.0.0#" + HexFormat.of().formatHex(digest));
    }
}
