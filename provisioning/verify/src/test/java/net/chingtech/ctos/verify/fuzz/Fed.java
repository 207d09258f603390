package net.chingtech.ctos.verify.fuzz;

import java.io.IOException;

/** What is fed with inputs, and throws whatever must not be. */
@FunctionalInterface
public interface Fed {

    void feed(byte[] input) throws IOException;
}
