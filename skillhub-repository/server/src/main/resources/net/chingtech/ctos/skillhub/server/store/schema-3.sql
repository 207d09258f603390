-- From version 2 to 3: which skill follows which legacy skill.

-- One row, or none. A change of it is in unlisted as null, like one of the notices.
create table if not exists skill_map (
  version integer not null,
  content varbinary(1048576) not null
);

update hub set schema_version = 3;
