package net.chingtech.ctos.gateways.internal.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses skills reach. Only what the registries of special-purpose addresses (RFC 6890 and its successors) leave
 * as public is; an address that carries another inside is judged by the one inside.
 */
final class AddressRules {

    /** How far away an address is. */
    enum Reach {
        PUBLIC,
        /** Of this machine or its network: only where an administrator allowed the very host and port. */
        INNER,
        /** Of no use to anybody but an attacker. */
        NEVER
    }

    /** A range and what it is; the first one that matches decides. */
    private record Range(byte[] network, int bits, Reach reach) {

        static Range of(String cidr, Reach reach) {
            String[] parts = cidr.split("/");
            return new Range(literal(parts[0]), Integer.parseInt(parts[1]), reach);
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % 8);
                if ((address[i / 8] & mask) != (network[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Services that tell a cloud machine its secrets; the fourth lies in public space. */
    private static final List<Range> METADATA = List.of(
            Range.of("169.254.169.254/32", Reach.NEVER),
            Range.of("169.254.170.2/32", Reach.NEVER),
            Range.of("100.100.100.200/32", Reach.NEVER),
            Range.of("168.63.129.16/32", Reach.NEVER),
            Range.of("fd00:ec2::254/128", Reach.NEVER),
            Range.of("fd20:ce::254/128", Reach.NEVER));

    private static final List<Range> FOUR = List.of(
            Range.of("10.0.0.0/8", Reach.INNER),
            Range.of("100.64.0.0/10", Reach.INNER),
            Range.of("127.0.0.0/8", Reach.INNER),
            Range.of("169.254.0.0/16", Reach.INNER),
            Range.of("172.16.0.0/12", Reach.INNER),
            Range.of("192.168.0.0/16", Reach.INNER),
            Range.of("0.0.0.0/8", Reach.NEVER),
            Range.of("192.0.0.0/24", Reach.NEVER),
            Range.of("192.0.2.0/24", Reach.NEVER),
            Range.of("192.88.99.0/24", Reach.NEVER),
            Range.of("198.18.0.0/15", Reach.NEVER),
            Range.of("198.51.100.0/24", Reach.NEVER),
            Range.of("203.0.113.0/24", Reach.NEVER),
            Range.of("224.0.0.0/3", Reach.NEVER));

    private static final List<Range> SIX = List.of(
            Range.of("::1/128", Reach.INNER),
            Range.of("fc00::/7", Reach.INNER),
            // Teredo, benchmarks, ORCHID and other assignments of the protocol itself.
            Range.of("2001::/23", Reach.NEVER),
            Range.of("2001:db8::/32", Reach.NEVER),
            Range.of("3fff::/20", Reach.NEVER),
            Range.of("2000::/3", Reach.PUBLIC));

    private static final Range NAT64 = Range.of("64:ff9b::/96", Reach.NEVER);
    private static final Range SIX_TO_FOUR = Range.of("2002::/16", Reach.NEVER);
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private AddressRules() {}

    static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address six && six.getScopeId() != 0) {
            return Reach.NEVER;
        }
        for (Range range : METADATA) {
            if (range.holds(bytes)) {
                return Reach.NEVER;
            }
        }
        return address instanceof Inet4Address ? first(FOUR, bytes, Reach.PUBLIC) : six(bytes);
    }

    private static Reach six(byte[] bytes) {
        if (Arrays.equals(Arrays.copyOf(bytes, 12), MAPPED)) {
            return of(four(bytes, 12));
        }
        Reach plain = first(SIX, bytes, Reach.NEVER);
        if (plain == Reach.INNER) {
            return plain;
        }
        if (NAT64.holds(bytes)) {
            return publicOrNever(four(bytes, 12));
        }
        return SIX_TO_FOUR.holds(bytes) ? publicOrNever(four(bytes, 2)) : plain;
    }

    /** What an address leads to by way of a translator somewhere else is never inner of this machine. */
    private static Reach publicOrNever(InetAddress inside) {
        return of(inside) == Reach.PUBLIC ? Reach.PUBLIC : Reach.NEVER;
    }

    private static Reach first(List<Range> ranges, byte[] address, Reach otherwise) {
        for (Range range : ranges) {
            if (range.holds(address)) {
                return range.reach();
            }
        }
        return otherwise;
    }

    private static InetAddress four(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static byte[] literal(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
