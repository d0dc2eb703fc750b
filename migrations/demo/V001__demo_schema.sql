-- The demo's schema: a product in which voice agents take and make calls for the users who own them.
-- It is only ever applied to TriggerScope's own demo database, never to a database of yours.
--
-- How the demo makes a trigger fail, for real and without an extra table:
--   * lead_analytics has no agent of its own, so its trigger reads the call's. The role
--     triggerscope_demo_importer may write lead_analytics but not read calls, a grant that somebody forgot:
--         BEGIN;
--         SET LOCAL ROLE triggerscope_demo_importer;
--         INSERT INTO lead_analytics (user_id, call_id, sentiment) VALUES (...);     -- 42501, the row stays
--         COMMIT;
--   * a deployment renames a column that the trigger function reads, and puts it back:
--         BEGIN;
--         ALTER TABLE agent_analytics RENAME COLUMN agent_id TO voice_agent_id;
--         INSERT INTO agent_analytics (user_id, voice_agent_id, day) VALUES (...);   -- 42703, the row stays
--         ALTER TABLE agent_analytics RENAME COLUMN voice_agent_id TO agent_id;
--         COMMIT;
--     The same works with credit_transactions.user_id, calls.agent_id and so on.
--   * another session holds calls for a moment, and the writer does not want to wait:
--         session A:  BEGIN; LOCK TABLE calls IN ACCESS EXCLUSIVE MODE;
--         session B:  SET lock_timeout = '50ms'; UPDATE lead_analytics SET score = score + 1 WHERE ...;  -- 55P03

CREATE TABLE users (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email          text NOT NULL UNIQUE CHECK (position('@' IN email) > 1),
  name           text NOT NULL,
  company        text,
  phone          text,
  timezone       text NOT NULL DEFAULT 'UTC',
  plan           text NOT NULL DEFAULT 'free' CHECK (plan IN ('free', 'starter', 'pro', 'enterprise')),
  status         text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'closed')),
  credit_balance numeric(12, 2) NOT NULL DEFAULT 0,
  settings       jsonb NOT NULL DEFAULT '{}',
  last_seen      timestamptz,
  login_count    integer NOT NULL DEFAULT 0 CHECK (login_count >= 0),
  created_at     timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE agents (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name       text NOT NULL,
  voice      text NOT NULL DEFAULT 'alloy',
  language   text NOT NULL DEFAULT 'en-US',
  prompt     text NOT NULL DEFAULT '',
  status     text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'live', 'paused', 'archived')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX agents_user_id ON agents (user_id);

CREATE TABLE calls (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id          uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  agent_id         uuid NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  direction        text NOT NULL DEFAULT 'inbound' CHECK (direction IN ('inbound', 'outbound')),
  phone_number     text NOT NULL,
  status           text NOT NULL DEFAULT 'ringing'
                   CHECK (status IN ('ringing', 'in_progress', 'completed', 'failed', 'no_answer')),
  started_at       timestamptz NOT NULL DEFAULT now(),
  ended_at         timestamptz CHECK (ended_at >= started_at),
  duration_seconds integer NOT NULL DEFAULT 0 CHECK (duration_seconds >= 0),
  cost_credits     numeric(10, 2) NOT NULL DEFAULT 0 CHECK (cost_credits >= 0),
  transcript       text
);
CREATE INDEX calls_user_id ON calls (user_id);
CREATE INDEX calls_agent_id ON calls (agent_id);

-- What was learnt from one call. Its agent is the call's.
CREATE TABLE lead_analytics (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  call_id    uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  sentiment  text NOT NULL DEFAULT 'neutral' CHECK (sentiment IN ('negative', 'neutral', 'positive')),
  score      integer NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 100),
  qualified  boolean NOT NULL DEFAULT false,
  summary    text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX lead_analytics_user_id ON lead_analytics (user_id);
CREATE INDEX lead_analytics_call_id ON lead_analytics (call_id);

-- One row per agent and day.
CREATE TABLE agent_analytics (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id          uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  agent_id         uuid NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  day              date NOT NULL DEFAULT current_date,
  calls_handled    integer NOT NULL DEFAULT 0 CHECK (calls_handled >= 0),
  average_duration interval NOT NULL DEFAULT '0',
  success_rate     numeric(5, 4) NOT NULL DEFAULT 0 CHECK (success_rate BETWEEN 0 AND 1),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  UNIQUE (agent_id, day)
);
CREATE INDEX agent_analytics_user_id ON agent_analytics (user_id);

CREATE TABLE credit_transactions (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id     uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind        text NOT NULL CHECK (kind IN ('purchase', 'usage', 'refund', 'adjustment')),
  amount      numeric(12, 2) NOT NULL CHECK (amount <> 0),
  description text NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX credit_transactions_user_id ON credit_transactions (user_id);

-- Roles belong to the whole server, so another database may have made this one, even at this moment.
DO $$
BEGIN
  CREATE ROLE triggerscope_demo_importer NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON lead_analytics TO triggerscope_demo_importer;
