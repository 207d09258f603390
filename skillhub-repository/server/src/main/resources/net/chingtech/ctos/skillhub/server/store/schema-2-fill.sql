delete from issues;
insert into issues values (0, 0, true, -1, timestamp with time zone '1970-01-01 00:00:00+00',
    timestamp with time zone '1970-01-01 00:00:00+00', '');

delete from listings;
-- Releases of version 1 count as listed when they were signed: when they came in was not written down.
insert into listings (place, release_number, skill_id, version, channel, statement_sha256, statement_size,
    artifact_sha256, artifact_size, listed_at, security_fix, yanked)
  select s.place * 8796093022208 + r.number, r.number, r.skill_id, r.version, r.channel,
      lower(rawtohex(hash('SHA-256', r.envelope))), octet_length(r.envelope),
      r.sha256, r.size, r.published_at, r.security_fix, false
    from releases r join skills s on s.id = r.skill_id;

update hub set schema_version = 2;
