package net.chingtech.ctos.skillhub.server.store;

/** A publisher's name and one key that published under it. */
public record PublisherLine(String name, String keyId) {}
