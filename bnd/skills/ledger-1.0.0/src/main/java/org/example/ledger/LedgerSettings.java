package org.example.ledger;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator sets. */
@ObjectClassDefinition(name = "Ledger")
public @interface LedgerSettings {

    @AttributeDefinition(name = "Currency", description = "Of all amounts")
    String currency() default "EUR";

    @AttributeDefinition(
            name = "Seal",
            description = "A secret by which a list can be told from a forged one",
            type = AttributeType.PASSWORD,
            required = false)
    String seal();
}
