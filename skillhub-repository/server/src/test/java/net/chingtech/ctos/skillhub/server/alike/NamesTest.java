package net.chingtech.ctos.skillhub.server.alike;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "net.example.mail, NET.example.ma1l",
        "net.example.modern, net.exarnple.rnodem",
        "net.example.view, net.example.vievv",
        "net.example.a-b_c, net.example.a.bc",
        "Öffice, Office",
        "\u0430\u0441\u043c\u0435, acme",
        "O2 1l, 02 Il"
    })
    void namesThatLookAlike_haveOneSkeleton(String one, String other) {
        assertThat(Skeleton.of(one)).isEqualTo(Skeleton.of(other));
    }

    @ParameterizedTest
    @CsvSource({"net.example.mail, net.example.main", "acme, acne", "日本, 日木", "net.example.a2, net.example.a3"})
    void namesThatDoNot_haveTwo(String one, String other) {
        assertThat(Skeleton.of(one)).isNotEqualTo(Skeleton.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "net.example.invoices, net.example.invoice, NAME",
        "net.example.invoice, net.example.invioce, NAME",
        "net.example.invoice, net.exanple.invoice, NAMESPACE",
        "net.example.invoice, net.example.invoice, NONE",
        "net.example.invoice, net.example.iinvoicee, NONE",
        "net.example.invoice, net.example.envoixe, NONE",
        "net.example.crm, net.example.crn, NONE",
        "net.a.invoice, net.b.invoice, NONE",
        "org.example.notes, org.example2.notes, NONE",
        "net.example.report2, net.example.report3, NONE",
        "net.example.notes, net.example.note, NONE",
        "Ching Tech, Ching Tecn, NAME"
    })
    void oneSlip_isOverlooked_inLongWordsOnly(String one, String other, OneSlip.Place place) {
        assertThat(OneSlip.between(one, other)).isEqualTo(place);
        assertThat(OneSlip.between(other, one)).isEqualTo(place);
    }
}
