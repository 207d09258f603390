-- From version 3 to 4: what users think of skills.

-- The sum and the number of a skill's ratings, kept beside them so that no search has to count.
alter table skills add column if not exists stars bigint default 0 not null;
alter table skills add column if not exists ratings integer default 0 not null;

-- One rating of a skill for each rater, of whom only the SHA-256 of a secret is known.
create table if not exists ratings (
  skill_id varchar(128) not null references skills (id),
  rater char(64) not null,
  stars tinyint not null,
  rated_at timestamp(0) with time zone not null,
  primary key (skill_id, rater)
);
create index if not exists ratings_by_rater on ratings (rater);

update hub set schema_version = 4;
