package net.chingtech.ctos.verify;

import net.chingtech.ctos.format.ReleaseStatement;

/** A release statement whose signature, certificate path and namespace were proven. */
public record VerifiedStatement(ReleaseStatement statement, Publisher publisher) {}
