-- SkillHub's metadata, version 1. A later version gets a file of its own that leads there from this one.
create table hub (
  schema_version integer not null,
  generation bigint not null
);
insert into hub (schema_version, generation) values (1, 0);

create table skills (
  id varchar(128) primary key,
  publisher varchar(200) not null,
  key_id char(64) not null,
  first_published_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  downloads bigint default 0 not null
);

create table releases (
  number bigint generated always as identity primary key,
  skill_id varchar(128) not null references skills (id),
  version varchar(64) not null,
  channel varchar(16) not null,
  published_at timestamp(3) with time zone not null,
  sha256 char(64) not null,
  size bigint not null,
  security_fix boolean not null,
  permissions varchar(40000) not null,
  release_notes varchar(8000) not null,
  publisher varchar(200) not null,
  tier varchar(16) not null,
  key_id char(64) not null,
  manifest varchar(100000) not null,
  description varchar(300000) not null,
  envelope varbinary(300000) not null,
  unique (skill_id, version)
);

-- One row for each capability clause of a release; content is the attribute that is named like the namespace.
create table capabilities (
  release_number bigint not null references releases (number),
  namespace varchar(200) not null,
  content varchar(500) not null,
  clause varchar(100000) not null
);
create index capabilities_by_namespace on capabilities (namespace, content);
create index capabilities_by_release on capabilities (release_number);
