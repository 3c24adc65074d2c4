-- better-auth 1.7's own schema (compileMigrations), plus the unique member key that it lacks. Names are its own.
set local search_path = identity;

create table "user" ("id" uuid default gen_random_uuid() not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table "session" ("id" uuid default gen_random_uuid() not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" uuid not null references "user" ("id") on delete cascade, "activeOrganizationId" text, "activeTeamId" text);
create table "account" ("id" uuid default gen_random_uuid() not null primary key, "accountId" text not null, "providerId" text not null, "userId" uuid not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null);
create table "verification" ("id" uuid default gen_random_uuid() not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table "organization" ("id" uuid default gen_random_uuid() not null primary key, "name" text not null, "slug" text not null unique, "logo" text, "createdAt" timestamptz not null, "metadata" text);
create table "team" ("id" uuid default gen_random_uuid() not null primary key, "name" text not null, "memberCount" integer not null, "organizationId" uuid not null references "organization" ("id") on delete cascade, "createdAt" timestamptz not null, "updatedAt" timestamptz);
create table "teamMember" ("id" uuid default gen_random_uuid() not null primary key, "teamId" uuid not null references "team" ("id") on delete cascade, "userId" uuid not null references "user" ("id") on delete cascade, "membershipKey" text unique, "createdAt" timestamptz);
create table "member" ("id" uuid default gen_random_uuid() not null primary key, "organizationId" uuid not null references "organization" ("id") on delete cascade, "userId" uuid not null references "user" ("id") on delete cascade, "role" text not null, "createdAt" timestamptz not null,
  unique ("organizationId", "userId"), check ("role" in ('admin', 'manager', 'sales', 'read_only')));
create table "invitation" ("id" uuid default gen_random_uuid() not null primary key, "organizationId" uuid not null references "organization" ("id") on delete cascade, "email" text not null, "role" text, "teamId" text, "status" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null, "inviterId" uuid not null references "user" ("id") on delete cascade);
create table "rateLimit" ("id" uuid default gen_random_uuid() not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null);

create index "session_userId_idx" on "session" ("userId");
create index "account_userId_idx" on "account" ("userId");
create index "verification_identifier_idx" on "verification" ("identifier");
create index "team_organizationId_idx" on "team" ("organizationId");
create index "teamMember_teamId_idx" on "teamMember" ("teamId");
create index "teamMember_userId_idx" on "teamMember" ("userId");
create index "member_userId_idx" on "member" ("userId");
create index "invitation_organizationId_idx" on "invitation" ("organizationId");
create index "invitation_email_idx" on "invitation" ("email");

-- Login mails (password reset) while no mail provider is configured.
create table development_mails (
  mail_id uuid primary key default gen_random_uuid(),
  sent_at timestamptz not null default now(),
  recipient text not null,
  subject text not null,
  body text not null
);
create index development_mails_recipient on development_mails (recipient, sent_at);

-- Counters of rate-limiter-flexible's PostgreSQL store, used where Redis is not configured.
create table rate_limits (key text primary key, points integer not null default 0, expire bigint);

grant select, insert, update, delete on "user", "session", "account", "verification", "organization", "team", "teamMember",
  "member", "invitation", "rateLimit", development_mails, rate_limits to catalyst_auth;
