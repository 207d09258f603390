-- From version 1 to 2: what signed lists need, withdrawn releases, key notices, names that look alike.
-- The program fills place and skeleton of what is there, and publishers; then it runs schema-2-fill.sql. Until that is
-- through the version is 1, and all of it may be run again.

-- place: the first 20 bits of the id's SHA-256; buckets are ranges of it. skeleton: the id as eyes take it.
alter table skills add column if not exists place integer default 0 not null;
alter table skills add column if not exists skeleton varchar(128) default '' not null;
create index if not exists skills_by_skeleton on skills (skeleton);
create index if not exists releases_by_key on releases (key_id);

-- What a bucket says of a release, apart from the long rows of releases. The key is place * 2^43 + release number, so
-- that what is in one bucket lies together.
create table if not exists listings (
  place bigint primary key,
  release_number bigint not null unique,
  skill_id varchar(128) not null,
  version varchar(64) not null,
  channel varchar(16) not null,
  statement_sha256 char(64) not null,
  statement_size bigint not null,
  artifact_sha256 char(64) not null,
  artifact_size bigint not null,
  listed_at timestamp(0) with time zone not null,
  security_fix boolean not null,
  yanked boolean not null,
  revoked_reason varchar(500),
  revoked_at timestamp(0) with time zone
);

create table if not exists publishers (
  name varchar(200) not null,
  key_id char(64) not null,
  skeleton varchar(200) not null,
  primary key (name, key_id)
);
create index if not exists publishers_by_skeleton on publishers (skeleton);

create table if not exists notices (
  number bigint generated always as identity primary key,
  sha256 char(64) not null unique,
  publisher varchar(200) not null,
  key_id char(64) not null,
  envelope varbinary(300000) not null
);
create index if not exists notices_by_publisher on notices (publisher);
create index if not exists notices_by_key on notices (key_id);

-- What is not in the signed lists yet: places of skills; null stands for the notices.
create table if not exists unlisted (
  number bigint generated always as identity primary key,
  place integer
);

-- The signed lists. Version numbers are taken before anything is signed with them, and never given back.
create table if not exists issues (
  lists_version bigint not null,
  timestamp_version bigint not null,
  complete boolean not null,
  bits integer not null,
  lists_signed_at timestamp(0) with time zone not null,
  timestamp_signed_at timestamp(0) with time zone not null,
  signers varchar(300) not null
);

-- The target files of the lists as they stand, and files of older ones that are still kept.
create table if not exists target_files (
  name varchar(64) primary key,
  sha256 char(64) not null,
  length bigint not null
);
create table if not exists retired_files (
  path varchar(200) primary key,
  version bigint not null,
  retired_at timestamp(0) with time zone not null
);
