package net.chingtech.ctos.launcher.command;

import net.chingtech.ctos.launcher.container.Ports;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port as an option: what is none is wrong usage, said before anything is made. */
final class PortNumber implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String typed) {
        try {
            int port = Integer.parseInt(typed);
            if (port >= 0 && port <= Ports.HIGHEST) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + typed + "' is no port: 0 to " + Ports.HIGHEST);
    }
}
