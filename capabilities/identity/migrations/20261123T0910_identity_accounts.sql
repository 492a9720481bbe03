-- Accounts, sessions and what proves a person. The tables belong to better-auth's models (columns in our spelling); only
-- the role tandem_identity reaches them, and the product's own role has no right here at all: an account is known to
-- the rest of the product by its id, name and address, which members carry.
--
-- identity_setup is the one-way door of a new installation: one row, open until the first account exists. Its policy
-- lets an open row be closed and no closed row be touched, and nobody may insert or delete.

create table identity_user (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table identity_session (
  id uuid primary key,
  user_id uuid not null references identity_user on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  -- When the holder last proved who they are: at sign-in, then by password, code or passkey.
  stepped_up_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index identity_session_user on identity_session (user_id);

create table identity_account (
  id uuid primary key,
  user_id uuid not null references identity_user on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index identity_account_user on identity_account (user_id);

create table identity_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index identity_verification_identifier on identity_verification (identifier);

create table identity_two_factor (
  id uuid primary key,
  user_id uuid not null unique references identity_user on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count int not null default 0,
  locked_until timestamptz
);
create index identity_two_factor_secret on identity_two_factor (secret);

create table identity_passkey (
  id uuid primary key,
  user_id uuid not null references identity_user on delete cascade,
  name text,
  credential_id text not null unique,
  public_key text not null,
  -- An unsigned 32-bit counter; read back as a number.
  counter double precision not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index identity_passkey_user on identity_passkey (user_id);

create table identity_api_key (
  id uuid primary key,
  config_id text not null default 'default',
  reference_id uuid not null references identity_user on delete cascade,
  name text,
  start text,
  prefix text,
  -- SHA-256 of the key; the key itself is shown once and kept nowhere.
  key text not null unique,
  enabled boolean not null default true,
  refill_interval int,
  refill_amount int,
  last_refill_at timestamptz,
  rate_limit_enabled boolean not null default true,
  rate_limit_time_window int,
  rate_limit_max int,
  request_count int not null default 0,
  remaining int,
  last_request timestamptz,
  expires_at timestamptz,
  permissions text,
  -- The one engagement and the scopes, as JSON.
  metadata text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index identity_api_key_reference on identity_api_key (reference_id);
create index identity_api_key_config on identity_api_key (config_id);

-- Requests per client address, kept by better-auth.
create table identity_rate_limit (
  id uuid primary key,
  key text not null unique,
  count int not null,
  last_request double precision not null
);

-- Attempts per account, whatever address they come from.
create table identity_attempt (
  -- What is attempted, and a hash of for whom.
  key text primary key,
  count int not null,
  window_ends_at timestamptz not null
);

create table identity_setup (
  only_row boolean primary key default true check (only_row),
  closed_at timestamptz,
  -- Who set the installation up; null when it was closed by an account made another way.
  user_id uuid references identity_user
);
insert into identity_setup default values;

do $$
declare
  name text;
begin
  foreach name in array array['user', 'session', 'account', 'verification', 'two_factor', 'passkey', 'api_key', 'rate_limit', 'attempt'] loop
    execute format('alter table identity_%s enable row level security', name);
    execute format('alter table identity_%s force row level security', name);
    execute format('create policy identity_%s_service on identity_%s to tandem_identity using (true) with check (true)', name, name);
    execute format('grant select, insert, update, delete on identity_%s to tandem_identity', name);
  end loop;
end $$;

alter table identity_setup enable row level security;
alter table identity_setup force row level security;
create policy identity_setup_read on identity_setup for select to tandem_identity using (true);
create policy identity_setup_close on identity_setup for update to tandem_identity using (closed_at is null) with check (closed_at is not null);
grant select, update on identity_setup to tandem_identity;
