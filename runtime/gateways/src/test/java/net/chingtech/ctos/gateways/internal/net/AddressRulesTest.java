package net.chingtech.ctos.gateways.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import net.chingtech.ctos.gateways.internal.net.AddressRules.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.0.1",
                "::1",
                "fc00::1",
                "fdff::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3"
            })
    void addressesOfThisMachineAndItsNetwork_areInner(String address) throws Exception {
        assertThat(AddressRules.of(InetAddress.getByName(address))).isEqualTo(Reach.INNER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::7f00:1",
                "::8.8.8.8",
                "::ffff:169.254.169.254",
                "::ffff:0.0.0.0",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::8.8.8.8",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2002:c0a8:101::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "5f00::1",
                "4000::1"
            })
    void addressesThatHelpNobodyButAnAttacker_areNeverReached(String address) throws Exception {
        assertThat(AddressRules.of(InetAddress.getByName(address))).isEqualTo(Reach.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "223.255.255.255",
                "192.0.1.1",
                "198.17.255.255",
                "198.20.0.0",
                "::ffff:8.8.8.8",
                "2606:4700:4700::1111",
                "2a00:1450:4001::200e",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void otherAddresses_arePublic(String address) throws Exception {
        assertThat(AddressRules.of(InetAddress.getByName(address))).isEqualTo(Reach.PUBLIC);
    }

    @Test
    void anAddressWithAZone_isNeverReached() throws Exception {
        byte[] publicOne = InetAddress.getByName("2606:4700:4700::1111").getAddress();

        assertThat(AddressRules.of(Inet6Address.getByAddress(null, publicOne, 3)))
                .isEqualTo(Reach.NEVER);
    }
}
